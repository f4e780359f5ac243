"""Numbers that grow with everyone's share, and how far the order of such numbers holds.

A completion runs Equal Shares again and again with one more unit for everyone. All that a run
computes is, near a share, linear in it. So a run computes value and slope, notes for each
comparison after how many units it would come out otherwise, and all runs before the first such
unit are known to end alike.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cmp_to_key


@dataclass(frozen=True, slots=True)
class Amount:
    value: Fraction
    slope: Fraction = Fraction(0)

    def __add__(self, other):
        return Amount(self.value + other.value, self.slope + other.slope)

    def __sub__(self, other):
        return Amount(self.value - other.value, self.slope - other.slope)

    def times(self, factor):
        return Amount(self.value * factor, self.slope * factor)

    def over(self, divisor):
        return Amount(self.value / divisor, self.slope / divisor)


ZERO = Amount(Fraction(0))


class Horizon:
    """Compares amounts; `steps` is for how many further units every answer stays the same."""

    def __init__(self):
        self.steps = None  # no end known

    def order(self, left, right):
        """-1, 0 or 1."""
        gap = right.value - left.value
        closing = left.slope - right.slope
        if gap == 0:
            if closing:
                self._limit(0)
            return 0
        if gap * closing > 0:
            meet = gap / closing
            # They are equal at `meet`, which is an answer of its own.
            self._limit(-(-meet.numerator // meet.denominator) - 1)
        return -1 if gap > 0 else 1

    def sorted(self, items, key):
        def compare(left, right):
            return self.order(key(left), key(right))

        return sorted(items, key=cmp_to_key(compare))

    def _limit(self, steps):
        self.steps = steps if self.steps is None else min(self.steps, steps)
