"""La lista de lo que falta: nombra cada hueco, y calla cuando no hay ninguno."""

import pytest

from informes.armado.anual import Material
from informes.models import InformeAnual
from informes.revision import pendientes
from tests.fabricas import informes as fabricas
from tests.informes import ejemplo

HUECOS_DEL_EJEMPLO = [
    "Falta la línea de base del indicador 1.2.",
    "Falta lo logrado en 2025 por el indicador 1.3.",
    "El gasto G-000006 no está imputado a ninguna actividad de su producto.",
]


def faltan(informe):
    return pendientes(Material(InformeAnual.objects.select_related("proyecto").get(pk=informe.pk)))


def test_nombra_los_huecos_del_ejemplo_y_nada_mas(informe):
    assert faltan(informe) == HUECOS_DEL_EJEMPLO


def test_un_informe_vacio_lo_pide_todo(db):
    informe = fabricas.InformeAnualFactory(proyecto=fabricas.ProyectoFactory(atlas_output_id=""))

    assert faltan(informe) == [
        "Falta el Atlas Output ID.",
        "Falta el presupuesto del documento de proyecto.",
        "Falta el presupuesto de 2020.",
        "Falta el gasto de 2020 que informa el organismo.",
        "Falta al menos un donante.",
        "Falta el texto I.A, vigencia de la teoría de cambio.",
        "Falta decir si la teoría de cambio sigue vigente.",
        "Falta el texto I.C, contribución a nivel de efecto.",
        "Falta el marcador de género del proyecto (GEN0 a GEN3).",
        "Falta el texto de contribución a la igualdad de género.",
        "Falta el efecto o producto del Programa País al que contribuye.",
        "El proyecto no tiene productos.",
        "Falta la sección III: ningún riesgo registrado.",
        "Falta la sección IV: ninguna lección aprendida.",
        "Falta la sección V: ninguna evidencia externa.",
    ]


def _sin_aporte(informe):
    informe.proyecto.donantes.get(nombre=ejemplo.GOBIERNO).aportes.all().delete()


def _sin_texto_del_producto_2(informe):
    informe.secciones.filter(producto__numero=2).delete()


def _sin_indicadores_en_el_3(informe):
    producto = informe.proyecto.productos.get(numero=3)
    producto.indicadores.all().delete()


def _sin_gastos_en_el_3(informe):
    informe.proyecto.productos.get(numero=3).gastos.filter(anio=2025).delete()


def _sin_metas(informe):
    producto = informe.proyecto.productos.get(numero=2)
    producto.indicadores.filter(codigo="2.2").update(meta="")


def _riesgo_a_medias(informe):
    informe.riesgos.filter(orden=2).update(probabilidad="", impacto="", mitigacion="", responsable="")


@pytest.mark.parametrize(
    ("vaciar", "frase"),
    [
        (_sin_aporte, f"Falta cuánto aportó {ejemplo.GOBIERNO} en 2025."),
        (_sin_texto_del_producto_2, "Falta el texto I.D del producto 2."),
        (_sin_indicadores_en_el_3, "«Producto 3: Mesa de ejemplo» no tiene indicadores."),
        (
            _sin_gastos_en_el_3,
            "El producto 3 no tiene gastos ingresados en 2025; si no gastó, ingresa un gasto de 0,00.",
        ),
        (_sin_metas, "Falta la meta del indicador 2.2."),
        (_riesgo_a_medias, "Al riesgo 2 le falta: probabilidad, impacto, mitigación, responsable."),
    ],
)
def test_cada_hueco_se_nombra(informe, vaciar, frase):
    assert frase not in faltan(informe)

    vaciar(informe)

    assert frase in faltan(informe)


def test_la_meta_del_anio_basta(informe):
    informe.proyecto.productos.get(numero=1).indicadores.filter(codigo="1.1").update(meta="")

    assert faltan(informe) == HUECOS_DEL_EJEMPLO


def test_un_gasto_imputado_solo_a_otro_producto_se_avisa(informe):
    gasto = fabricas.models.Gasto.objects.get(codigo="G-000007")
    gasto.actividades.set(informe.proyecto.productos.get(numero=1).actividades.all())

    assert "El gasto G-000007 no está imputado a ninguna actividad de su producto." in faltan(informe)
