"""El informe del proyecto ficticio contra filas y cifras sacadas a mano."""

from decimal import Decimal

import pytest

from comun.documentos.formatos import html
from informes.armado import anual
from informes.metricas import cuadratura
from informes.models import Gasto, GastoDelAnio, Tasa
from tests.informes import ejemplo, lectura


def cuadro_de(informe):
    return anual.Material(informe).cuadro


def en_html(informe):
    return html.fragmento(anual.armar(informe))


def tabla_ii(informe):
    return next(t for t in lectura.tablas_de(en_html(informe)) if t[0][-1].startswith("Gastos ("))


def test_la_tabla_ii_es_la_escrita_a_mano(informe):
    encabezado, *filas = tabla_ii(informe)

    assert len(encabezado) == 7
    assert encabezado[-1] == "Gastos (USD)"
    assert filas == ejemplo.TABLA_II


def test_las_tasas_de_cada_grupo_van_en_una_nota(informe):
    parrafos = lectura.parrafos_de(en_html(informe))

    assert [uno for uno in parrafos if uno.startswith("DPC")] == ejemplo.NOTAS_DE_TASAS


def test_el_encabezado_dice_lo_ingresado(informe):
    ficha = lectura.tablas_de(en_html(informe))[0]

    assert ficha == [
        ["Atlas Project ID:", "880001", "Presupuesto Documento de Proyecto:", "200,000.00"],
        ["Atlas Output ID:", "880002", "Presupuesto del año:", "6,000.00"],
        ["", "Gasto del año:", "5,042.15"],
        ["", "Distribución del gasto anual:", ""],
        ["", f"{ejemplo.ALERCE}:", "3,641.60"],
        ["", f"{ejemplo.GOBIERNO}:", "1,400.55"],
    ]


def test_las_secciones_i_iii_y_iv_son_las_escritas_a_mano(informe):
    _, pais, _, riesgos, primera, segunda = lectura.tablas_de(en_html(informe))

    assert pais[1:] == [
        ["Efecto Programa País: 1 Efecto de ejemplo.", "E1 Del efecto", "E1 1", "E1 2", "Una ley"],
        ["Producto Programa País: 1.1 Producto país de ejemplo.", "P1 Del producto", "P1 0", "P1 3", "Dos guías"],
    ]
    assert riesgos[1:] == [
        ["Operativo", "Riesgo operativo", "Baja", "Medio", "Plan de ejemplo. El equipo"],
        ["Político", "Riesgo político", "Baja", "Medio", "Plan de ejemplo. El equipo"],
    ]
    assert [fila[1] for fila in primera] == [
        "Aprender haciendo",
        "Funcionó.",
        "03-11-2025: Seguir. / Ampliar.",
        "Buena.",
    ]
    assert [fila[1] for fila in segunda] == ["Escuchar antes", "Funcionó.", "sin dato", "Buena."]


def test_cuadra_y_cada_donante_recibe_su_parte(informe):
    cuadro = cuadro_de(informe)
    nombres = {donante.pk: donante.nombre for donante in cuadro.donantes}

    partes = cuadratura.parte_proporcional(cuadro)

    assert cuadratura.descuadres(cuadro) == []
    assert {nombres[pk]: parte for pk, parte in partes.items()} == ejemplo.PARTES
    assert sum(partes.values()) == cuadro.total.valor == ejemplo.TOTAL


def test_un_peso_mas_en_un_gasto_cambia_subtotal_costos_y_total_y_avisa(informe):
    Gasto.objects.filter(codigo="G-000005").update(monto=Decimal("2001.00"))

    cuadro = cuadro_de(informe)
    filas = {fila[0]: fila[1] for fila in tabla_ii(informe) if len(fila) == 2}

    assert filas["Subtotal Producto 2"] == "2,067.72"
    assert filas["Sub Total Productos"] == "4,501.15"
    # 4,5 % de 3.851,05 = 173,29725 → 173,30; 7 % de 4.024,35 = 281,7045 → 281,70.
    assert filas["Direct Project Costing (DPC) (%)"] == "205.81"
    assert filas["General Management Support (GMS) (%)"] == "336.31"
    assert filas["Total"] == "5,043.27"
    assert cuadratura.descuadres(cuadro)[0] == (
        "El total de la sección II (5,043.27) no coincide con el gasto del año (5,042.15): la diferencia es 1.12."
    )
    assert "Las cifras no cuadran" in en_html(informe)


def test_gms_no_es_su_tasa_sobre_los_productos_solos(informe):
    """Con una sola tasa de 4 % y 3 % sobre 11.000,00 el GMS es 343,20; 330,00 sería olvidar el DPC."""
    Tasa.objects.all().delete()
    Tasa.crear(por=None, proyecto=informe.proyecto, desde=informe.proyecto.inicio, dpc=Decimal(4), gms=Decimal(3))
    Gasto.objects.exclude(codigo="G-000001").delete()
    Gasto.objects.update(monto=Decimal("11000.00"))

    cuadro = cuadro_de(informe)

    assert (cuadro.dpc.valor, cuadro.gms.valor, cuadro.total.valor) == (
        Decimal("440.00"),
        Decimal("343.20"),
        Decimal("11783.20"),
    )


@pytest.mark.parametrize(
    ("gasto", "frase"),
    [
        ("6000.01", "El gasto del año (6,000.01) pasa del presupuesto del año (6,000.00)."),
        ("6000.00", None),
    ],
)
def test_gastar_mas_que_el_presupuesto_se_advierte(informe, gasto, frase):
    GastoDelAnio.objects.update(monto=Decimal(gasto))

    assert cuadratura.excesos(cuadro_de(informe)) == ([frase] if frase else [])


def test_sin_gasto_ingresado_se_compara_el_calculado(informe):
    GastoDelAnio.objects.all().delete()
    informe.proyecto.presupuestos.update(monto=Decimal("5042.14"))

    assert cuadratura.excesos(cuadro_de(informe)) == [
        "El total de la sección II (5,042.15) pasa del presupuesto del año (5,042.14)."
    ]


def test_si_lo_gastado_pasa_del_presupuesto_se_advierte_aunque_el_gasto_ingresado_no(informe):
    GastoDelAnio.objects.update(monto=Decimal("5000.00"))
    informe.proyecto.presupuestos.update(monto=Decimal("5042.14"))

    assert cuadratura.excesos(cuadro_de(informe)) == [
        "El total de la sección II (5,042.15) pasa del presupuesto del año (5,042.14)."
    ]


def test_un_presupuesto_del_anio_mayor_que_el_del_documento_se_advierte(informe):
    informe.proyecto.presupuestos.update(monto=Decimal("200000.01"))

    assert cuadratura.excesos(cuadro_de(informe)) == [
        "El presupuesto del año (200,000.01) pasa del presupuesto del documento (200,000.00)."
    ]


def test_los_donantes_que_no_suman_el_gasto_se_avisan(informe):
    informe.proyecto.donantes.get(nombre=ejemplo.GOBIERNO).aportes.update(monto=Decimal("1400.00"))

    assert cuadratura.descuadres(cuadro_de(informe)) == [
        "La suma de los donantes (5,041.60) no coincide con el gasto del año (5,042.15): la diferencia es -0.55.",
        f"A {ejemplo.GOBIERNO} le corresponden 1,400.55 según sus gastos, pero se ingresaron 1,400.00.",
    ]
