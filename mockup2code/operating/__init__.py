"""What an operator needs: health addresses, logs, figures, backups, and pages over everything on the server."""
