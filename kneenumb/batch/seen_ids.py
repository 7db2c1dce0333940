"""The ids of all rows so far, in little room: no two people may share one."""

from array import array
from bisect import bisect_left
from operator import lt

MOST_RECENT = 400_000
"""Ids that are kept for the fastest look-up, in some 80 bytes each. All others take 8 bytes."""
_PARTS = 256
_LARGEST = 10**18 - 1


class SeenIds:
    """Every id so far.

    Ids that are numbers and only grow, as most programs give them, are kept as such. Of any other
    a hash of 64 bits is kept: in a million rows, the chance that any two differ and are taken for
    the same is one in 30 million.
    """

    def __init__(self) -> None:
        self._numbers = array("q")
        """Growing."""
        self._last = -1
        self._recent: set[int] = set()
        self._older = [array("q") for _ in range(_PARTS)]
        """Hashes, each part sorted."""
        self._has_older = False

    def repeated(self, ids: list[str]) -> list[int]:
        """Keep some more ids.

        Returns:
            Which of them were there before, by their position.
        """
        if not self._recent and not self._has_older and self._grow(ids):
            return []
        hashes = [*map(hash, ids)]
        new = set(hashes)
        are_new = len(new) == len(hashes) and self._recent.isdisjoint(new)
        if are_new and not self._numbers and not self._has_older:
            self._recent |= new
            found = []
        else:
            found = [at for at, each in enumerate(hashes) if self._is_repeated(each, ids[at])]
        if len(self._recent) > max(MOST_RECENT, sum(map(len, self._older)) // 4):
            self._put_away()
        return found

    def _grow(self, ids: list[str]) -> bool:
        """Keep ids as growing numbers, if they are that."""
        try:
            numbers = [*map(int, ids)]
        except ValueError:
            return False
        if not numbers or numbers[0] <= self._last or numbers[-1] > _LARGEST:
            return False
        if not all(map(lt, numbers, numbers[1:])):
            return False
        # Each is written as the number it is, if all have as many digits as these numbers.
        digits = "".join(ids)
        of_ten = (10**power for power in range(1, len(ids[-1])))
        more = sum(len(numbers) - bisect_left(numbers, each) for each in of_ten)
        if not (digits.isascii() and digits.isdecimal()) or len(digits) != len(numbers) + more:
            return False
        self._last = numbers[-1]
        self._numbers.extend(numbers)
        return True

    def _is_repeated(self, each: int, id: str) -> bool:
        part = self._older[each % _PARTS]
        if each in self._recent or _holds(part, each):
            return True
        self._recent.add(each)
        is_number = id.isdecimal() and len(id) <= 18 and str(int(id)) == id
        return is_number and _holds(self._numbers, int(id))

    def _put_away(self) -> None:
        """Keep the recent ids in less room."""
        for each in self._recent:
            self._older[each % _PARTS].append(each)
        self._recent.clear()
        self._has_older = True
        self._older = [array("q", sorted(part)) for part in self._older]


def _holds(found: "array[int]", each: int) -> bool:
    at = bisect_left(found, each)
    return at < len(found) and found[at] == each
