"""The only user of Streamlit: the explore app around the map page."""
