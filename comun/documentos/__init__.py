"""Un documento se escribe una vez, como árbol, y se entrega en HTML, DOCX, PDF, XLSX y JSON."""
