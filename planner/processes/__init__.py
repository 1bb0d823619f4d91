"""Other processes of this program: how one is started, and work that is confined to one."""
