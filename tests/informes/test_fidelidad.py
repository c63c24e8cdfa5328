"""El informe 2020 vuelve a salir de las filas guardadas, palabra por palabra y en su orden."""

import io
import json
import shutil
import subprocess
import sys

import openpyxl
import pytest
from django.core.management import call_command

from tests.informes import medir, referencia

pytestmark = referencia.requiere_referencia

REALMENTE_UNO = pytest.approx(1.0, abs=1e-9)


def generar(carpeta, formato):
    salida = carpeta / f"informe.{formato}"
    call_command(
        "generar_informe_anual", proyecto="121119", anio=2020, formato=formato, salida=str(salida), stdout=io.StringIO()
    )
    return salida


@pytest.mark.parametrize("estricto", [False, True], ids=["normal", "estricto"])
@pytest.mark.parametrize("formato", ["docx", "html"])
def test_la_herramienta_halla_todo_en_orden_y_las_17_filas(campanilla, tmp_path, formato, estricto):
    archivo = generar(tmp_path, formato)

    orden = [sys.executable, str(referencia.HERRAMIENTA), "pnud", str(archivo), "--json"]
    medida = subprocess.run(
        orden + ["--estricto"] * estricto, capture_output=True, check=False, text=True, encoding="utf-8"
    )

    resultado = json.loads(medida.stdout)
    assert resultado["faltan"] == resultado["fuera_de_orden"] == []
    assert medida.returncode == 0
    assert resultado["razon_final"] == REALMENTE_UNO
    assert resultado["precision"] >= 0.97
    assert (resultado["filas_tabla"]["halladas"], resultado["filas_tabla"]["esperadas"]) == (17, 17)


@pytest.mark.parametrize("estricto", [False, True], ids=["normal", "estricto"])
def test_medir_sin_abrir_otro_proceso_da_lo_mismo(campanilla, estricto):
    medida = medir.fidelidad_de_lo_guardado(estricto=estricto)

    assert medida.razon == REALMENTE_UNO
    assert medida.filas == 17
    assert medida.precision >= 0.97


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="falta pdftotext (Debian: poppler-utils)")
def test_en_el_texto_del_pdf_las_unidades_estan_en_orden(campanilla, tmp_path):
    archivo = generar(tmp_path, "pdf")

    texto = subprocess.run(
        ["pdftotext", "-raw", str(archivo), "-"], capture_output=True, check=True, text=True, encoding="utf-8"
    ).stdout

    medida = medir.fidelidad_de_lineas(medir.lineas_de_pdf(texto))
    assert medida.razon >= 0.98, medida.faltan
    assert medida.precision >= 0.97


def test_el_xlsx_lleva_los_montos_como_numeros(campanilla, tmp_path):
    libro = openpyxl.load_workbook(generar(tmp_path, "xlsx"), read_only=True)

    celdas = [valor for hoja in libro for fila in hoja.iter_rows(values_only=True) for valor in fila]
    libro.close()

    numeros = {round(float(valor), 2) for valor in celdas if isinstance(valor, int | float)}
    assert {67160.00, 21578.81, 11783.20, 5500.00, 11000.00, 440.00, 343.20} <= numeros


def test_el_json_lleva_los_textos_y_las_cifras_exactas(campanilla, tmp_path):
    contenido = generar(tmp_path, "json").read_text(encoding="utf-8")

    json.loads(contenido)
    assert all(f'"{monto}"' in contenido for monto in ("11000", "440", "343.2", "11783.2", "21578.81"))
    assert "Fondo de Solidaridad e Inversión Social (FOSIS)" in contenido


def test_sin_anexo_no_hay_origenes_y_con_el_si(campanilla, tmp_path):
    sin_anexo = generar(tmp_path, "html").read_text(encoding="utf-8")
    call_command(
        "generar_informe_anual",
        proyecto="P-121119",
        anio=2020,
        formato="html",
        salida=str(tmp_path / "con.html"),
        anexo=True,
        stdout=io.StringIO(),
    )

    assert "Origen de las cifras" not in sin_anexo
    assert "Origen de las cifras" in (tmp_path / "con.html").read_text(encoding="utf-8")


def test_ningun_texto_de_la_referencia_esta_escrito_en_el_codigo(campanilla):
    """Ninguna frase larga de la referencia está en el código: sale de las filas o no sale."""
    fuentes = "\n".join(
        ruta.read_text(encoding="utf-8")
        for carpeta in ("informes", "comun", "templates")
        for ruta in (referencia.REPOSITORIO / carpeta).rglob("*")
        if ruta.suffix in {".py", ".html", ".typ"}
    )
    frases = [unidad["texto"] for unidad in medir.esperado()["variantes"]["000"] if unidad["clase"] == "dato"]

    escritas = [frase for frase in frases if len(frase) > 40 and frase in fuentes]

    assert escritas == []
