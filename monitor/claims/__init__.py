"""Claims: reports of one contact or plan in many articles, who denies or confirms it, and its status."""
