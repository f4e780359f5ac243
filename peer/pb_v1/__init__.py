"""A verifier of voting records, written from docs/protocol.md alone.

It shares no code with the rest of the project, so that an error has to be made twice to go
unnoticed. Numbers and names are those of the protocol: "section 3" is its section 3, step 7 is its
step 7, and each step is one function in `steps`.

Modules, innermost first:

    encoding    section 1: integers, base64, decimals, JSON, tags
    ed25519     section 1: strict verification          rsa        section 3: credentials
    ristretto   section 1: the group of commitments, shares and seals
    notes       section 1: notes, statements, vkeys     policy     section 2: witnesses
    merkle      RFC 6962                                tiles      section 3: tlog-tiles
    manifest    section 2                               ballot     section 3: bodies, plaintexts
    counting    section 4                               rules      who is funded
    results     section 4: the published files          record     section 5: a folder
    steps       section 6: the fifteen steps            verify     runs them
    report      what people and programs read

To add a rule: a function in `rules` and its names in `rules/__init__.py`.
"""
