"""RFC 6962 trees: roots as they grow, inclusion and consistency proofs."""

from .encoding import sha256

HASH = 32


def leaf_hash(entry):
    return sha256(b"\x00" + entry)


def node_hash(left, right):
    return sha256(b"\x01" + left + right)


class Growing:
    """The roots of perfect subtrees of what was added so far, the largest first."""

    def __init__(self):
        self.size = 0
        self.subtrees = []

    def add(self, leaf):
        size = self.size
        while size & 1:
            leaf = node_hash(self.subtrees.pop(), leaf)
            size >>= 1
        self.subtrees.append(leaf)
        self.size += 1

    def root(self):
        if not self.subtrees:
            return sha256(b"")
        root = self.subtrees[-1]
        for left in reversed(self.subtrees[:-1]):
            root = node_hash(left, root)
        return root


def root_of(leaves):
    tree = Growing()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


def is_included(leaf, index, size, proof, root):
    """RFC 9162, section 2.1.3.2, which spells out the proofs of RFC 6962."""
    if not 0 <= index < size or len(leaf) != HASH:
        return False
    last = size - 1
    for step in proof:
        if last == 0:
            return False
        if index & 1 or index == last:
            leaf = node_hash(step, leaf)
            while not index & 1 and index:
                index >>= 1
                last >>= 1
        else:
            leaf = node_hash(leaf, step)
        index >>= 1
        last >>= 1
    return last == 0 and leaf == root


def is_consistent(old_size, old_root, new_size, new_root, proof):
    """RFC 9162, section 2.1.4.2."""
    if not 0 < old_size <= new_size:
        return False
    if old_size == new_size:
        return not proof and old_root == new_root
    if old_size & (old_size - 1) == 0:
        proof = [old_root, *proof]
    if not proof:
        return False
    old, last = old_size - 1, new_size - 1
    while old & 1:
        old >>= 1
        last >>= 1
    from_old = from_new = proof[0]
    for step in proof[1:]:
        if last == 0:
            return False
        if old & 1 or old == last:
            from_old = node_hash(step, from_old)
            from_new = node_hash(step, from_new)
            while not old & 1 and old:
                old >>= 1
                last >>= 1
        else:
            from_new = node_hash(from_new, step)
        old >>= 1
        last >>= 1
    return last == 0 and from_old == old_root and from_new == new_root
