# The app in a container: docker build -t atlas . && docker run -p 127.0.0.1:8501:8501 atlas
FROM python:3.11-slim

WORKDIR /atlas
COPY pyproject.toml constraints.txt README.md LICENSE streamlit_app.py ./
COPY .streamlit .streamlit
COPY data data
COPY geo geo
COPY repression_atlas repression_atlas
RUN python -m pip install --no-cache-dir -c constraints.txt . \
    && useradd --create-home --shell /usr/sbin/nologin atlas
USER atlas

EXPOSE 8501
HEALTHCHECK --interval=30s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=3)"]
# Under which names it answers is the museum's to say: add --server.allowedHosts=atlas.museum.example
ENTRYPOINT ["python", "-m", "streamlit", "run", "streamlit_app.py", "--server.address=0.0.0.0"]
