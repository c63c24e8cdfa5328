"""Base de todas las órdenes (`manage.py …`): un error de uso es una frase en español por stderr y código 2.

    class Command(Orden):
        help = "…"

        def handle(self, *, proyecto, salida, **opciones):
            if falta:
                raise ErrorDeUso("No existe el proyecto 999; revisa --proyecto.")
            self.guardar(salida, contenido)

Códigos de salida: 0 si se hizo todo, 2 si la orden se usó mal o no pudo escribir, otro si la orden lo dice
con `SystemExit(n)`. Con `--traceback` se ve dónde nació el error.
"""

import re
import sys

from django.core.management.base import BaseCommand
from django.db.utils import OperationalError, ProgrammingError

from comun.escritura import escribir_archivo

CODIGO_DE_USO = 2
FRASES_DE_ARGPARSE = (
    (r"^the following arguments are required: (.+)$", r"Falta indicar \1."),
    (r"^one of the arguments (.+) is required$", r"Falta indicar una de estas opciones: \1."),
    (r"^unrecognized arguments: (.+)$", r"No se reconoce «\1»."),
    (r"^argument (.+): invalid choice: '(.*)' \(choose from (.+)\)$", r"«\2» no vale para \1: puede ser \3."),
    (r"^argument (.+): invalid int value: '(.*)'$", r"«\2» no es un número entero (\1)."),
    (r"^argument (.+): invalid \w+ value: '(.*)'$", r"«\2» no vale para \1."),
    (r"^argument (.+): expected (?:one|at least one) argument$", r"Falta el valor de \1."),
    (r"^argument (.+): not allowed with argument (.+)$", r"No se pueden usar juntas \1 y \2."),
    (r"^argument (.+): ignored explicit argument '(.*)'$", r"La opción \1 no lleva valor y se le dio «\2»."),
    (r"^ambiguous option: (\S+) could match (.+)$", r"«\1» puede ser varias opciones: \2."),
)


class ErrorDeUso(Exception):
    """La orden se usó mal: su texto, una frase que dice qué pasó y qué hacer, es todo lo que se muestra."""


def frase_de_argparse(mensaje):
    """La frase en español que dice lo mismo que un error de argparse."""
    for patron, frase in FRASES_DE_ARGPARSE:
        if re.match(patron, mensaje):
            return re.sub(patron, frase, mensaje).replace("'", "")
    return f"Los argumentos no valen ({mensaje}); --help muestra cómo se usa."


class Orden(BaseCommand):
    """Orden de consola que convierte los errores de uso en una frase y el código de salida 2."""

    def create_parser(self, prog_name, subcommand, **opciones):
        lector = super().create_parser(prog_name, subcommand, **opciones)
        lector.error = self._error_de_argumentos
        return lector

    def _error_de_argumentos(self, mensaje):
        raise ErrorDeUso(frase_de_argparse(mensaje))

    def run_from_argv(self, argv):
        try:
            super().run_from_argv(argv)
        except ErrorDeUso as error:
            self._terminar(str(error), argv)
        except (OperationalError, ProgrammingError) as error:
            motivo = str(error).strip().splitlines()[0]
            self._terminar(f"No se pudo usar la base de datos ({motivo}): revisa DATABASE_URL y las migraciones.", argv)

    def _terminar(self, frase, argv):
        if "--traceback" in argv:
            raise
        self.stderr.write(frase)
        sys.exit(CODIGO_DE_USO)

    def guardar(self, ruta, contenido):
        """Escribe `contenido` (bytes) en `ruta`, entero o nada; si no se puede, es un error de uso."""
        try:
            escribir_archivo(ruta, contenido)
        except OSError as error:
            raise ErrorDeUso(f"No se pudo escribir «{ruta}»: {motivo_del_sistema(error)}.") from error


def motivo_del_sistema(error):
    """El motivo de un OSError en español: «no existe la carpeta», «no hay permiso», «no queda espacio»…"""
    motivos = {
        "FileNotFoundError": "no existe",
        "NotADirectoryError": "no es una carpeta",
        "IsADirectoryError": "es una carpeta",
        "PermissionError": "no hay permiso",
    }
    por_defecto = "no queda espacio en el disco" if error.errno == 28 else f"el sistema dice «{error.strerror}»"
    return motivos.get(type(error).__name__, por_defecto)
