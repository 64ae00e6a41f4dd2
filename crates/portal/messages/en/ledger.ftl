ledger-title = State of the ledger
ledger-lead = Every event stands in a signed Merkle tree. Whoever changes or removes an old entry is found out. The tree holds commitments only, nobody’s data.
ledger-journal = Journal
ledger-journal-about = What happened to citizens: births, deaths, marriages, residence, corrections.
ledger-access = Access log
ledger-access-about = Who was told what about which citizen.
ledger-settled = Every entry has its place in the tree.
ledger-waiting = { $count ->
    [one] One entry waits for its place in the tree. This usually takes less than a second.
   *[other] { $count } entries wait for their place in the tree. This usually takes less than a second.
 }
ledger-size = Entries
ledger-waiting-entries = Waiting
ledger-signed-at = Last signed
ledger-root = Root of the tree
ledger-checkpoint = Checkpoint
ledger-tiles = Tiles
ledger-no-checkpoint = Not signed yet
ledger-verify = Check it yourself
ledger-verify-help = This command computes the whole tree again, compares it with the signed root and names the first entry that does not fit.
ledger-verify-url = From any machine
ledger-verify-data = Beside the data
ledger-key = Key that verifies signatures
