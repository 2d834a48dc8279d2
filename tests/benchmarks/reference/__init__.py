"""The reference policy of 71 conditions: as a policy, by hand in Python (`twin`) and in SQL (`twin_sql`).

Leads for it: raw records one by one (`made_leads`), and clean ones as a table (`clean_table`).
"""
