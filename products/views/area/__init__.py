"""The business area: what a co-operative, company or household does here itself. Never cached.

The address names the business; every view takes it from those the account works for, and everything else from that
business. What belongs to somebody else is then not there at all.
"""
