"""Lo que no se imprime en el informe de la referencia también hace algo, y aquí se ve qué."""

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.utils.text import capfirst

from comun.documentos.formatos import html
from informes.armado import anual, ficha_de_indicadores
from informes.fuentes import fuentes_de
from informes.metricas import cuadratura
from informes.models import (
    DecisionDelComite,
    Donante,
    EnlaceDeEvidencia,
    Gasto,
    Indicador,
    Leccion,
    LogroAnual,
    Proyecto,
    ResultadoPais,
    Riesgo,
    SeccionNarrativa,
)
from informes.revision import pendientes
from tests.informes import campos, ejemplo, lectura


def material(informe):
    return anual.Material(informe)


def en_html(informe):
    return html.fragmento(anual.armar(informe))


def ficha(informe):
    """{indicador: [línea de base, meta, logrado, porcentaje]} de la ficha hasta el año del informe."""
    proyecto = Proyecto.objects.get(pk=informe.proyecto_id)
    texto = html.fragmento(ficha_de_indicadores.armar(proyecto, al_anio=informe.anio))
    return {fila[0].split()[1]: fila[1:] for fila in lectura.tablas_de(texto)[0] if fila[0].startswith("Indicador ")}


def test_los_campos_que_no_se_imprimen_tienen_su_prueba():
    nombres = campos.campos()
    con_prueba = {nombre: campos.prueba_de(nombre) for nombre in nombres if campos.prueba_de(nombre)}

    assert set(campos.CON_PRUEBA_PROPIA) <= set(nombres), "la tabla nombra un campo que ya no existe"
    assert [nombre for nombre, prueba in con_prueba.items() if not campos.existe(*prueba)] == []


def test_el_marcador_de_genero_exige_el_texto(informe):
    informe.secciones.filter(clave="I.D.genero").delete()

    avisos = pendientes(material(informe))
    Proyecto.objects.update(marcador_de_genero="")
    informe = type(informe).objects.select_related("proyecto").get(pk=informe.pk)
    sin_marcador = pendientes(material(informe))

    assert (
        "Falta el texto de contribución a la igualdad de género: es obligatorio porque el proyecto es GEN2." in avisos
    )
    assert "Falta el marcador de género del proyecto (GEN0 a GEN3)." in sin_marcador
    assert "Falta el texto de contribución a la igualdad de género." in sin_marcador


@pytest.mark.parametrize(
    ("modelo", "textos"),
    [
        (Donante, [f"{ejemplo.ALERCE}:", f"{ejemplo.GOBIERNO}:"]),
        (ResultadoPais, ["Efecto de ejemplo.", "Producto país de ejemplo."]),
        (Indicador, ["Indicador 3.1 Sesiones", "Indicador 3.3 Acuerdos"]),
        (Riesgo, ["Riesgo operativo", "Riesgo político"]),
        (Leccion, ["Aprender haciendo", "Escuchar antes"]),
        (DecisionDelComite, ["Seguir.", "Ampliar."]),
        (EnlaceDeEvidencia, ["Noticia 1", "Noticia 2"]),
    ],
)
def test_el_orden_manda(informe, modelo, textos):
    assert _en_orden(en_html(informe), textos)

    for objeto in modelo.objects.order_by("-orden"):
        modelo.objects.filter(pk=objeto.pk).update(orden=200 - objeto.orden)

    assert _en_orden(en_html(informe), textos[::-1])


def _en_orden(texto, partes):
    lugares = [texto.index(parte) for parte in partes]
    return lugares == sorted(lugares)


def test_los_numeros_van_en_la_ficha_de_indicadores(informe):
    filas = ficha(informe)

    assert filas["1.1"] == ["2", "Ocho redes (8)", "4", "50 %"]
    assert filas["1.2"] == ["sin dato", "50 % (50)", "35 %", "70 %"]
    assert filas["3.2"] == ["No aplica", "20", "sin dato", "sin dato"]


@pytest.mark.parametrize(
    ("acumulacion", "logrado"),
    [("suma", "3"), ("ultimo", "2"), ("maximo", "2"), ("promedio", "1,5"), ("razon", "60 %")],
)
def test_cada_manera_de_acumular_da_lo_suyo(informe, acumulacion, logrado):
    """El indicador 2.1 lleva 1 de 2 en 2024 y 2 de 3 en 2025."""
    Indicador.objects.filter(codigo="2.1").update(acumulacion=acumulacion)
    for anio, base in ((2024, 2), (2025, 3)):
        LogroAnual.objects.filter(indicador__codigo="2.1", anio=anio).update(base=base)

    assert ficha(informe)["2.1"][2] == logrado


def test_el_maximo_no_es_el_ultimo(informe):
    assert ficha(informe)["3.1"][2:] == ["7", "116,7 %"]


def test_lo_que_se_agrega_entre_parentesis_o_delante(informe):
    texto = en_html(informe)

    for parte in (
        "Línea de base 1.1 2 (2023)",
        "Meta 1.1 4 redes este año",
        "Meta 1.1 3 redes (actas de las redes)",
        "03-11-2025: Seguir.",
    ):
        assert parte in texto
    assert "Ocho redes" not in texto  # la meta del año reemplaza a la final


def test_el_donante_de_un_gasto_decide_la_parte_que_le_toca(informe):
    alerce = Donante.objects.get(nombre=ejemplo.ALERCE)
    Gasto.objects.filter(anio=2025).update(donante=alerce)

    cuadro = material(informe).cuadro

    assert cuadratura.parte_proporcional(cuadro) == {alerce.pk: ejemplo.TOTAL}
    assert cuadratura.descuadres(cuadro) == [
        f"A {ejemplo.ALERCE} le corresponden 5,042.15 según sus gastos, pero se ingresaron 3,641.60.",
        f"A {ejemplo.GOBIERNO} le corresponden 0.00 según sus gastos, pero se ingresaron 1,400.55.",
    ]


def test_si_un_gasto_no_dice_su_donante_no_se_reparte(informe):
    Gasto.objects.filter(codigo="G-000001").update(donante=None)

    assert cuadratura.parte_proporcional(material(informe).cuadro) is None


def test_la_fecha_del_gasto_decide_su_tasa(informe):
    """Movido el gasto de 800,00 a junio: 650,10 + 800,00 a 5 % y 8 %; 3.050,05 a 4,5 % y 7 %."""
    Gasto.objects.filter(codigo="G-000007").update(fecha=date(2025, 6, 30))

    cuadro = material(informe).cuadro

    # 72,505 → 72,51 y 137,25225 → 137,25; 8 % de 1.522,61 = 121,8088 y 7 % de 3.187,30 = 223,111.
    assert (cuadro.dpc.valor, cuadro.gms.valor) == (Decimal("209.76"), Decimal("344.92"))


def test_sin_tasa_en_vigor_los_costos_son_sin_dato(informe):
    informe.proyecto.tasas.filter(desde=date(2024, 3, 1)).update(desde=date(2025, 6, 1))

    cuadro = material(informe).cuadro

    assert (cuadro.dpc.valor, cuadro.gms.valor, cuadro.total.valor) == (None, None, None)
    assert cuadro.subtotal_productos.valor == Decimal("4500.15")
    assert "Faltan las tasas de DPC y GMS que rigen en la fecha de algún gasto." in pendientes(material(informe))


def test_la_nota_y_la_fuente_van_en_la_fila_de_origen(informe):
    fila = next(fila for fila in material(informe).cuadro.subtotales.popitem()[1].filas)
    primero = next(
        una for cifra in material(informe).cuadro.subtotales.values() for una in cifra.filas if una.codigo == "G-000001"
    )

    assert primero.descripcion == (
        "71400 Contratos de ejemplo. Actividad 1 Encuentros; Acción B: Boletín. Factura de ejemplo. Fuente: 000, l. 13"
    )
    assert "Fuente" not in fila.descripcion


def test_la_clave_dice_donde_va_el_texto(informe):
    SeccionNarrativa.objects.filter(clave="I.A").delete()
    SeccionNarrativa.objects.filter(clave="I.C").update(clave="I.A")

    texto = en_html(informe)

    assert texto.index("Aporta al efecto.") < texto.index("B. Identifique el efecto")


def test_falta_decir_si_la_teoria_de_cambio_sigue_vigente(informe):
    frase = "Falta decir si la teoría de cambio sigue vigente."
    assert frase not in pendientes(material(informe))

    SeccionNarrativa.objects.filter(clave="I.A").update(vigente=None)

    assert frase in pendientes(material(informe))


def test_cada_fuente_se_lee_en_la_pagina_de_fuentes(informe):
    """El ejemplo numera sus fuentes de 1 a 20, una por cada clase de dato."""
    fuentes = {fuente for _, _, fuente in fuentes_de(informe.proyecto)}

    assert fuentes == {f"000, l. {linea}" for linea in range(1, 21)}


def test_toda_clase_de_dato_con_fuente_esta_entre_las_fuentes(informe):
    con_fuente = {nombre.partition(".")[0] for nombre in campos.campos() if nombre.endswith(".fuente")}
    nombradas = {clase for clase, _, _ in fuentes_de(informe.proyecto)}

    assert {capfirst(apps.get_model("informes", modelo)._meta.verbose_name) for modelo in con_fuente} == nombradas


def test_las_fuentes_de_otro_proyecto_no_se_mezclan(informe):
    otro = Proyecto.crear(
        por=None,
        titulo="Otro",
        atlas_project_id="900009",
        inicio=date(2025, 1, 1),
        fin=date(2025, 12, 31),
        fuente="001, l. 1",
    )

    assert [fuente for _, _, fuente in fuentes_de(otro)] == ["001, l. 1"]
