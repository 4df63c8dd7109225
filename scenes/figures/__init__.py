"""The chapter's figures, drawn by matplotlib from what the engine computed."""
