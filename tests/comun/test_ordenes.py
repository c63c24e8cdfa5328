"""Los errores de uso de una orden son una frase en español por stderr y el código 2, nunca una traza."""

import io
import stat
from pathlib import Path

import pytest
from django.db.utils import OperationalError

from comun.escritura import escribir_archivo
from comun.ordenes import ErrorDeUso, Orden, frase_de_argparse


class OrdenDePrueba(Orden):
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("archivo")
        parser.add_argument("--anio", type=int)
        parser.add_argument("--formato", choices=["docx", "pdf"])

    def handle(self, *, archivo, **opciones):
        if archivo == "malo":
            raise ErrorDeUso("El archivo es malo; usa otro.")
        if archivo == "sin-base":
            raise OperationalError("no such table: x\nmás detalle")
        self.guardar(archivo, b"contenido")


def correr(*argumentos):
    """Código de salida y lo que se escribió en stderr."""
    errores = io.StringIO()
    orden = OrdenDePrueba(stdout=io.StringIO(), stderr=errores)
    try:
        orden.run_from_argv(["manage.py", "orden_de_prueba", *argumentos])
    except SystemExit as salida:
        return salida.code, errores.getvalue()
    return 0, errores.getvalue()


@pytest.mark.parametrize(
    ("argumentos", "frase"),
    [
        ([], "Falta indicar archivo."),
        (["a", "--anio", "dos"], "«dos» no es un número entero (--anio)."),
        (["a", "--formato", "odt"], "«odt» no vale para --formato: puede ser docx, pdf."),
        (["a", "--anio"], "Falta el valor de --anio."),
        (["a", "--otra"], "No se reconoce «--otra»."),
        (["malo"], "El archivo es malo; usa otro."),
    ],
)
def test_error_de_uso_es_una_frase_y_codigo_2(argumentos, frase):
    codigo, errores = correr(*argumentos)

    assert (codigo, errores) == (2, frase + "\n")


def test_lo_que_argparse_diga_de_nuevo_tambien_es_una_frase_en_espanol():
    assert frase_de_argparse("something else").startswith("Los argumentos no valen")


def test_base_de_datos_inalcanzable_es_una_frase():
    codigo, errores = correr("sin-base")

    assert codigo == 2
    assert errores.count("\n") == 1
    assert "DATABASE_URL" in errores


def test_con_traceback_se_ve_el_error_entero():
    with pytest.raises(ErrorDeUso):
        OrdenDePrueba(stderr=io.StringIO()).run_from_argv(["manage.py", "o", "malo", "--traceback"])


def test_no_poder_escribir_es_error_de_uso(tmp_path):
    codigo, errores = correr(str(tmp_path / "no" / "existe.xlsx"))

    assert codigo == 2
    assert "No se pudo escribir" in errores
    assert "no existe" in errores


def test_escribe_entero_con_permisos_normales_y_sin_dejar_temporales(tmp_path):
    ruta = tmp_path / "salida.xlsx"
    ruta.write_bytes(b"anterior")
    ruta.chmod(0o640)

    escribir_archivo(ruta, b"nuevo")

    assert ruta.read_bytes() == b"nuevo"
    assert stat.S_IMODE(ruta.stat().st_mode) == 0o640
    assert [r.name for r in tmp_path.iterdir()] == ["salida.xlsx"]


def test_si_falla_a_medias_queda_el_anterior(tmp_path, monkeypatch):
    ruta = tmp_path / "salida.xlsx"
    ruta.write_bytes(b"anterior")

    def falla(self, destino):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", falla)

    with pytest.raises(OSError, match="No space"):
        escribir_archivo(ruta, b"nuevo")

    assert ruta.read_bytes() == b"anterior"
    assert [r.name for r in tmp_path.iterdir()] == ["salida.xlsx"]


def test_no_escribe_sobre_una_carpeta(tmp_path):
    codigo, errores = correr(str(tmp_path))

    assert codigo == 2
    assert "es una carpeta" in errores
