"""La forma canónica de un documento…"""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comun.documentos.arbol import (
    Aviso,
    Celda,
    Cifra,
    Columna,
    Documento,
    Enfasis,
    Enlace,
    Fila,
    FilaDeOrigen,
    Lista,
    Parrafo,
    SaltoDePagina,
    Tabla,
    Titulo,
)
from comun.documentos.canonico import EsquemaDesconocido, escribir, huella, leer, texto_decimal
from comun.documentos.cifra import OPERACIONES
from tests.fabricas.documentos import documento, documento_de_muestra

texto = st.text(max_size=12)
decimal = st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9)
origen = st.builds(FilaDeOrigen, texto, texto, texto, decimal, texto, texto, texto, decimal)
cifra = st.builds(
    Cifra,
    decimal | st.integers(),
    st.sampled_from(["pnud", "entero", "clp"]),
    st.sampled_from(list(OPERACIONES)),
    st.lists(origen, max_size=3),
    texto,
    texto,
    texto,
    st.none() | st.integers(0, 4),
    decimal,
)
en_linea = st.lists(
    texto | cifra | st.builds(Enlace, texto, texto) | st.builds(Enfasis, texto, st.sampled_from(["fuerte", "cursiva"])),
    max_size=3,
)
parrafo = st.builds(Parrafo, en_linea, st.sampled_from(["", "nota", "antetitulo", "rotulo"]))
lista = st.builds(Lista, st.lists(en_linea, max_size=3))
celda = st.builds(Celda, st.lists(parrafo | lista, max_size=2), alineacion=st.sampled_from(["", "centro"]))
tabla = st.builds(
    lambda titulo, filas: Tabla(titulo, (Columna(1), Columna(2, "derecha")), filas),
    texto,
    st.lists(st.builds(Fila, st.tuples(celda, celda), st.sampled_from(["normal", "encabezado", "total"])), max_size=3),
)
bloque = (
    parrafo
    | lista
    | tabla
    | st.builds(Titulo, st.integers(1, 4), texto)
    | st.builds(Aviso, en_linea, texto)
    | st.just(SaltoDePagina())
)
documentos = st.builds(
    Documento,
    texto,
    texto,
    st.lists(bloque, max_size=4),
    texto,
    texto,
    fecha=st.none() | st.dates(date(1990, 1, 1)),
    autor=texto,
)


@settings(max_examples=80, deadline=None)
@given(documentos)
def test_se_lee_igual_a_como_se_escribio(uno):
    escrito = escribir(uno)

    assert leer(escrito) == uno
    assert escribir(leer(escrito)) == escrito


def test_no_cambia_entre_versiones_del_programa():
    """Si esta huella cambia, lo ya emitido dejaría de verificarse: sube ESQUEMA y enseña a leer el anterior."""
    uno = documento(
        Titulo(1, "Informe"),
        Parrafo(("Son ", Cifra(Decimal("5500.00"), "pnud", "suma", (FilaDeOrigen("G-1", valor=5500),)))),
        Tabla("T", (Columna(2), Columna()), (Fila(("a", "b"), "encabezado"), Fila((Celda("c", colspan=2),)))),
    )

    assert huella(uno) == "9631fe78b65f52b0dd9d9cdeb24b8203590667b2f24a9d5f03283a4d53b78348"


def test_escribe_los_decimales_sin_ceros_sobrantes():
    for escrito, esperado in {"5500.00": "5500", "0.040": "0.04", "-0.0": "0", "1E+3": "1000", "100": "100"}.items():
        assert texto_decimal(Decimal(escrito)) == esperado


def test_da_la_misma_huella_a_valores_iguales():
    uno, otro = (documento(Parrafo(Cifra(Decimal(v), "pnud", "ingresada"))) for v in ("5500.00", "5500"))

    assert huella(uno) == huella(otro)


def test_ordena_las_llaves_y_declara_su_esquema():
    datos = json.loads(escribir(documento_de_muestra()))

    assert datos["esquema"] == 1
    assert list(datos["documento"]) == sorted(datos["documento"])


@pytest.mark.parametrize("contenido", [b'{"esquema": 99, "documento": {}}', b"[]", b"{}"])
def test_rechaza_lo_que_escribio_otro_esquema(contenido):
    with pytest.raises(EsquemaDesconocido):
        leer(contenido)
