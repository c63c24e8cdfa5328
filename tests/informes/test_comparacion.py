"""Qué cambió entre dos documentos: cifras por clave y textos por parte."""

from decimal import Decimal

import pytest

from comun.documentos import canonico
from comun.documentos.arbol import Celda, Cifra, Columna, Documento, Fila, FilaDeOrigen, Lista, Parrafo, Tabla, Titulo
from informes.revision_y_emision.comparacion import Renglon, cifras_que_cambiaron, partes_que_cambiaron
from tests.fabricas.emision import informe_emitido
from tests.informes import ejemplo


def cifra(clave, valor, filas=("G-1",)):
    return Cifra(Decimal(valor), "pnud", "ingresada", tuple(FilaDeOrigen(f) for f in filas), clave=clave, nombre=clave)


def documento(*bloques):
    return Documento("Informe", "IA-1", bloques)


def test_dice_que_cifras_tienen_otro_valor_cuales_faltan_y_cuales_son_nuevas():
    antes = documento(Parrafo((cifra("igual", 1), cifra("otra", 2), cifra("falta", 3))))
    despues = documento(Parrafo((cifra("igual", 1), cifra("otra", 5), cifra("nueva", 4))))

    cambios = [(c.clave, c.motivo) for c in cifras_que_cambiaron(antes, despues)]

    assert cambios == [("otra", "otro valor"), ("falta", "ya no está"), ("nueva", "cifra nueva")]


def test_el_mismo_valor_sacado_de_otras_filas_es_un_cambio():
    antes, despues = documento(Parrafo(cifra("a", 1))), documento(Parrafo(cifra("a", 1, filas=("G-2",))))

    assert [c.motivo for c in cifras_que_cambiaron(antes, despues)] == ["mismo valor, otras filas"]


def test_los_centavos_en_cero_y_las_direcciones_no_son_cambios():
    antes = documento(Parrafo(cifra("a", "67160.00")))
    despues = documento(Parrafo(cifra("a", "67160")))

    assert cifras_que_cambiaron(antes, despues) == []


@pytest.mark.django_db
def test_recien_emitido_no_ha_cambiado_nada(informe):
    """Con todas las cifras de un informe de verdad, leídas de lo congelado."""
    emitido = informe_emitido(informe.proyecto, anio=ejemplo.ANIO + 1)
    congelado = canonico.leer(canonico.escribir(informe.documento()))

    assert len(congelado.cifras()) > 15
    assert cifras_que_cambiaron(congelado, informe.documento()) == []
    assert partes_que_cambiaron(congelado, informe.documento()) == []
    assert cifras_que_cambiaron(emitido.ultima_version().documento(), emitido.documento()) == []


def test_los_textos_se_comparan_dentro_de_su_parte():
    tabla = Tabla("Riesgos", (Columna(), Columna()), (Fila(("Operativo", Celda("Alto"))),))
    antes = documento(Titulo(2, "I"), Parrafo("Uno"), Parrafo("Dos"), Titulo(2, "III"), tabla)
    despues = documento(
        Titulo(2, "I"), Parrafo("Uno"), Parrafo("Dos, mejor"), Lista(("Tres",)), Titulo(2, "III"), tabla
    )

    partes = partes_que_cambiaron(antes, despues)

    assert [parte.titulo for parte in partes] == ["I"]
    assert partes[0].renglones == (Renglon("Dos", "Dos, mejor", "cambio"), Renglon("", "• Tres", "agregado"))


def test_una_parte_que_desaparece_se_muestra_entera():
    antes, despues = documento(Titulo(2, "V"), Parrafo("Una nota")), documento()

    assert [(p.titulo, p.renglones) for p in partes_que_cambiaron(antes, despues)] == [
        ("V", (Renglon("Una nota", "", "quitado"),))
    ]


def test_lo_que_va_antes_del_primer_titulo_se_compara_aunque_el_documento_cambie_de_nombre():
    antes, despues = (Documento(nombre, "IA-1", (Parrafo(texto),)) for nombre, texto in (("A", "Uno"), ("B", "Dos")))

    assert [(p.titulo, p.renglones) for p in partes_que_cambiaron(antes, despues)] == [
        ("Encabezado", (Renglon("Uno", "Dos", "cambio"),))
    ]
