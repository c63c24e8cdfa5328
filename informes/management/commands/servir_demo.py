"""Sirve la demostración con waitress en 127.0.0.1 y dice con qué usuarios entrar."""

import socket

import waitress
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from actores.demo import PERSONAJES
from comun.ordenes import ErrorDeUso, Orden
from informes.demo.usuarios import CLAVE


class Command(Orden):
    help = "Sirve la demostración hasta que se interrumpa (Ctrl+C)."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000, help="Puerto local; 8000 si no se dice.")

    def handle(self, *, port, **opciones):
        if not settings.DEMO:
            raise ErrorDeUso("Esta orden es sólo para la demostración: usa MESAS_DEMO=1 (make demo).")
        enchufe = self._enchufe(port)
        self.stdout.write(f"\nMesas Territoriales en http://127.0.0.1:{port}/ (Ctrl+C para terminar)\n")
        self.stdout.write(f"Entra con cualquiera de estos usuarios, clave «{CLAVE}»:")
        for personaje in PERSONAJES:
            self.stdout.write(f"  {personaje.usuario:<20} {personaje.quien}")
        self.stdout.flush()
        waitress.serve(get_wsgi_application(), sockets=[enchufe], threads=8)

    def _enchufe(self, puerto):
        enchufe = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        enchufe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            enchufe.bind(("127.0.0.1", puerto))
        except (OSError, OverflowError) as error:
            enchufe.close()
            raise ErrorDeUso(f"No se puede usar el puerto {puerto}: prueba otro con make demo PORT=8001.") from error
        return enchufe
