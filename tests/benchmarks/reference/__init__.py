"""The reference policy of 71 conditions: as a policy, by hand (`twin`), and leads for both (`made_leads`)."""
