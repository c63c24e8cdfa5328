"""El árbol de un documento…"""

import dataclasses

import pytest

from comun.documentos.arbol import (
    Celda,
    Cifra,
    Columna,
    Documento,
    Enfasis,
    Enlace,
    Fila,
    Lista,
    Parrafo,
    Tabla,
    Titulo,
    bloques_de_texto,
)


def tabla(*filas, columnas=3):
    return Tabla("Prueba", (Columna(),) * columnas, filas)


def test_es_inmutable():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Titulo(1, "Informe").texto = "otro"


def test_envuelve_textos_y_cifras_donde_se_espera_contenido():
    cifra = Cifra(3, "entero", "conteo")

    fila = Fila(("a", cifra, ("Total: ", cifra)))

    assert fila.celdas[0] == Celda((Parrafo(("a",)),))
    assert fila.celdas[1].cifra is cifra
    assert fila.celdas[2].cifra is None
    assert Celda("").contenido == ()
    assert Parrafo(("", "a", "")).contenido == ("a",)


def test_limpia_los_caracteres_que_xml_prohibe():
    assert Parrafo("a\x00b\x0bc\r\nd\ud800\te\uffff").contenido == ("ab\nc\nd e",)
    assert Enfasis("\x08x").texto == "x"
    assert Lista(("\x01y",)).puntos == (("y",),)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//otro.ejemplo", "", "jAvAscript:x"])
def test_no_enlaza_a_direcciones_inseguras(url):
    assert Enlace("texto", url).destino == ""


def test_enlaza_a_direcciones_seguras():
    for url in ("https://www.ejemplo.cl/?a=1&b=2", "mailto:mesa@ejemplo.cl", "/mesas/M-05-0001/"):
        assert Enlace("texto", url).destino == url


def test_extiende_la_fila_de_seccion_a_todo_el_ancho():
    una = tabla(Fila("Producto 1", "seccion"), Fila(("a", "b", "c")))

    assert una.filas[0].celdas[0].colspan == 3


def test_ubica_las_celdas_combinadas():
    combinada = Celda("a", rowspan=2)

    rejilla = tabla(Fila((combinada, "b", "c")), Fila((Celda("d", colspan=2),))).rejilla()

    assert [(columna, continua) for columna, _, continua in rejilla[1]] == [(0, True), (1, False)]
    assert rejilla[1][0][1] == combinada


@pytest.mark.parametrize(
    "filas",
    [
        (Fila(("a", "b")),),
        (Fila(("a", "b", "c", "d")),),
        (Fila((Celda("a", colspan=2), "b", "c")),),
        (Fila((Celda("a", rowspan=2), "b", "c")),),
        (Fila((Celda("a", rowspan=2), "b", "c"), "encabezado"), Fila(("d", "e"))),
        (Fila(("a", Celda("b", rowspan=2), "c")), Fila((Celda("d", colspan=2), "e"))),
    ],
)
def test_rechaza_celdas_que_no_cubren_la_tabla(filas):
    with pytest.raises(ValueError, match=r"«Prueba», fila \d"):
        tabla(*filas)


def test_cuenta_las_filas_de_encabezado():
    assert tabla(Fila("abc", "encabezado"), columnas=1).encabezados == 1
    assert tabla(Fila(("a", "b", "c")), Fila(("a", "b", "c"), "encabezado")).encabezados == 0


def test_alinea_a_la_derecha_una_cifra_sola():
    una = tabla(Fila(("a", Cifra(3, "entero", "conteo"), Celda("x", alineacion="centro"))))

    assert [una.alineacion_de(columna, celda) for columna, celda, _ in una.rejilla()[0]] == [
        "izquierda",
        "derecha",
        "centro",
    ]


def test_reune_sus_cifras_sin_repetir_y_en_orden():
    una, otra, tercera = (Cifra(n, "entero", "conteo") for n in (1, 2, 3))

    documento = Documento(
        "Informe",
        "X-1",
        (Parrafo(("Son ", una)), Lista(((otra,), ("b",))), tabla(Fila((tercera, una, "c")))),
    )

    assert documento.cifras() == (una, otra, tercera)


def test_separa_parrafos_y_listas_de_un_texto_libre():
    texto = "Uno\ndos\n- a\n• b\ntres\n\n\n\ncuatro"

    assert bloques_de_texto(texto) == (
        Parrafo("Uno\ndos"),
        Lista(("a", "b")),
        Parrafo("tres"),
        Parrafo("cuatro"),
    )
    assert bloques_de_texto(None) == ()


def test_rechaza_lo_que_no_es_un_bloque():
    with pytest.raises(TypeError, match="str no es un bloque"):
        Documento("Informe", "X-1", ("suelto",))
    with pytest.raises(TypeError):
        Parrafo((3,))
    with pytest.raises(TypeError):
        Celda(("a", Parrafo("b")))


@pytest.mark.parametrize(
    ("filas", "cierre"),
    [
        ([Fila(("a", "b"))], 0),
        ([Fila(("a", "b")), Fila(("T", "1"), "total")], 2),
        ([Fila(("a", "b")), Fila(("S", "1"), "subtotal"), Fila(("T", "1"), "total")], 3),
        ([Fila("Sección", "seccion"), Fila(("T", "1"), "total")], 1),
        ([Fila((Celda("a", rowspan=2), "b")), Fila(("c",)), Fila(("T", "1"), "total")], 1),
    ],
)
def test_la_tabla_dice_cuantas_filas_del_final_van_juntas(filas, cierre):
    assert Tabla("T", (Columna(), Columna()), filas).cierre == cierre
