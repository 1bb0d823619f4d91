"""A roster of an HR system, a row per post -> cohorts, without the people.

Data flows one way: `reading` (bytes to the columns that are needed, and nothing else), `columns`
and `mapping` (what each column means), `posts` (one post a row, or the reason why not), `cohorts`
and `bands` (groups that no single person can be told from), `tables` and `scenarios` (a scenario),
`receipt` (rows in against posts out), `updates` (a later roster as dated counts). Rows are held in
memory only.
"""
