ledger-title = State of the ledger
ledger-lead = Every event stands in a signed Merkle tree. Any change to or removal of an old entry is detected. The tree holds only commitments, no personal data.
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
ledger-verify-help = This command recomputes the whole tree, compares it with the signed root and names the first entry that does not match.
ledger-verify-url = From any machine
ledger-verify-data = Next to the data
ledger-key = Key for verifying signatures
