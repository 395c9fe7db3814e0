"""The entry of the app: ``streamlit run streamlit_app.py``."""

import streamlit as st

if not hasattr(st, "App") or st.runtime.scriptrunner.get_script_run_ctx(suppress_warning=True) is not None:
    # A host that runs this file as a page instead of serving its `app` cannot serve the map.
    st.text(
        "The atlas needs a host that serves st.App, which came with Streamlit 1.57. "
        "Start it with: python -m streamlit run streamlit_app.py"
    )
else:
    from geo.app import site

    app = st.App(**site.settings())
