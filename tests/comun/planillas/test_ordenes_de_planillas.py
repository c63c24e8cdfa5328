"""Las órdenes de planillas: ensayo por defecto, rechazos numerados, códigos de salida 0, 1 y 2."""

import io

import pytest
from django.core.management import load_command_class

from comun.models import Bitacora, CifraDeclarada
from comun.planillas import tipos as registro
from tests.comun.planillas.juguete import CIFRAS, REGION, editado, exportado, libro_de
from tests.fabricas.comun import CifraDeclaradaFactory
from tests.fabricas.territorios import RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tipos_de_juguete(monkeypatch):
    monkeypatch.setattr(registro, "_TIPOS", {tipo.nombre: tipo for tipo in (CIFRAS, REGION)})
    # una orden cierra sus conexiones al terminar; la de la prueba debe seguir abierta
    monkeypatch.setattr("django.core.management.base.connections.close_all", lambda: None)


def correr(orden, *argumentos):
    """(código de salida, stdout, stderr) de una orden, como la vería quien la escribe."""
    salida, errores = io.StringIO(), io.StringIO()
    programa = load_command_class("comun", orden)
    programa.stdout._out, programa.stderr._out = salida, errores
    programa.requires_system_checks = []
    try:
        programa.run_from_argv(["manage.py", orden, *map(str, argumentos)])
    except SystemExit as fin:
        return fin.code, salida.getvalue(), errores.getvalue()
    return 0, salida.getvalue(), errores.getvalue()


def en_archivo(carpeta, contenido):
    ruta = carpeta / "libro.xlsx"
    ruta.write_bytes(contenido)
    return ruta


def test_tipos_lista_los_registrados():
    assert correr("exportar_planilla", "--tipos") == (
        0,
        "cifras_de_juguete: Cifras declaradas\nregion_de_juguete: Una región\n",
        "",
    )


def test_lo_exportado_se_importa_sin_cambios(tmp_path):
    CifraDeclaradaFactory.create_batch(2)
    ruta = tmp_path / "cifras.xlsx"

    assert correr("exportar_planilla", "cifras_de_juguete", "--salida", ruta)[0] == 0
    codigo, dicho, errores = correr("importar_planilla", ruta)

    assert (codigo, errores) == (0, "")
    assert dicho.splitlines() == [
        "Cifras: nuevas=0 cambiadas=0 sin_cambios=2 rechazadas=0",
        "Ensayo: no se escribió nada; usa --aplicar.",
    ]


def test_sin_aplicar_no_escribe_y_con_aplicar_si(tmp_path, encargada):
    guardada = CifraDeclaradaFactory(valor=28)
    ruta = en_archivo(tmp_path, editado(exportado(CIFRAS), {("Cifras", "E2"): 30}))

    ensayo = correr("importar_planilla", ruta)
    guardada.refresh_from_db()
    antes = guardada.valor
    aplicada = correr("importar_planilla", ruta, "--aplicar", "--usuario", encargada.username)
    guardada.refresh_from_db()

    assert (ensayo[0], antes) == (0, 28)
    assert (aplicada[0], guardada.valor) == (0, 30)
    assert aplicada[1].endswith("Aplicado.\n")
    assert Bitacora.objects.get(acto=Bitacora.Acto.IMPORTACION).usuario == encargada


@pytest.mark.parametrize("aplicar", [(), ("--aplicar",)])
def test_con_rechazos_termina_en_1_los_dice_y_no_escribe(tmp_path, aplicar):
    encabezados = CIFRAS.hojas[0].encabezados
    fila = dict.fromkeys(encabezados) | {"Qué mide": "a", "Ámbito": "b", "Unidad": "sesiones", "Documento": "d"}
    buena, mala, imposible = ({**fila, "Valor": valor} for valor in (1, "x", -1))
    contenido = libro_de({"Cifras": [encabezados, *(list(f.values()) for f in (buena, mala, imposible))]})
    ruta = en_archivo(tmp_path, contenido)

    codigo, dicho, errores = correr("importar_planilla", ruta, "--tipo", "cifras_de_juguete", *aplicar)

    assert (codigo, errores) == (1, "")
    assert "Cifras fila 3, Valor: «x» no es un número" in dicho.splitlines()
    assert CifraDeclarada.objects.count() == 0


@pytest.mark.parametrize(
    ("argumentos", "frase"),
    [
        (["importar_planilla"], "Falta indicar archivo."),
        (["importar_planilla", "no-existe.xlsx"], "No se pudo leer «no-existe.xlsx»: no existe."),
        (["importar_planilla", "/"], "No se pudo leer «/»: es una carpeta."),
        (["importar_planilla", __file__], "El archivo no es un libro de Excel (.xlsx) o está dañado"),
        (["importar_planilla", "x", "--usuario", "nadie"], "No existe el usuario «nadie»"),
        (["exportar_planilla"], "Falta indicar qué planilla exportar"),
        (["exportar_planilla", "cifras_de_juguete"], "Falta indicar --salida"),
        (["exportar_planilla", "cifra_de_juguete", "--salida", "x"], "¿quisiste decir «cifras_de_juguete»"),
        (["exportar_planilla", "zzz", "--salida", "x"], "las opciones son: cifras_de_juguete, region_de_juguete."),
        (["exportar_planilla", "region_de_juguete", "--salida", "x"], "indica su código"),
        (["exportar_planilla", "cifras_de_juguete", "--salida", "/no/hay/x.xlsx"], "No se pudo escribir"),
    ],
)
def test_mal_usadas_dicen_una_frase_y_terminan_en_2(argumentos, frase):
    codigo, dicho, errores = correr(*argumentos)

    assert (codigo, dicho) == (2, "")
    assert frase in errores
    assert errores.count("\n") == 1


def test_un_libro_sin_guia_pide_el_tipo(tmp_path):
    ruta = en_archivo(tmp_path, libro_de({"Cifras": [["Código"]]}))

    codigo, _, errores = correr("importar_planilla", ruta)

    assert codigo == 2
    assert "indica el tipo" in errores


def test_la_guia_dice_el_tipo_y_vacia_sirve_de_plantilla(tmp_path):
    RegionFactory(codigo="05")
    ruta = tmp_path / "vacia.xlsx"

    assert correr("exportar_planilla", "cifras_de_juguete", "--vacia", "--salida", ruta)[0] == 0
    codigo, dicho, _ = correr("importar_planilla", ruta, "--aplicar")

    assert codigo == 0
    assert dicho.startswith("Cifras: nuevas=0")
