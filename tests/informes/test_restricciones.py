"""Las restricciones de informes, cada una por su nombre: la explica al validar y la impone la base."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from informes.models import CoberturaDeFilas, DecisionDelComite, EnlaceDeEvidencia, Riesgo, SeccionNarrativa
from tests.fabricas import informes as fabricas
from tests.restricciones import impide

pytestmark = pytest.mark.django_db


def repetido(objeto, **otros):
    """Una copia sin guardar de lo guardado."""
    copia = type(objeto)(**{campo.attname: getattr(objeto, campo.attname) for campo in objeto._meta.concrete_fields})
    copia.pk = None
    copia._state.adding = True
    for campo, valor in otros.items():
        setattr(copia, campo, valor)
    return copia


def cobertura():
    return CoberturaDeFilas.objects.create(metrica="sesiones", ambito="M-05-0001", anio=2020)


def seccion(clave="I.A", producto=None):
    informe = fabricas.InformeAnualFactory()
    return SeccionNarrativa.objects.create(informe=informe, clave=clave, producto=producto)


def riesgo():
    return Riesgo.objects.create(informe=fabricas.InformeAnualFactory(), tipo="Operativo", descripcion="Uno")


def enlace():
    return EnlaceDeEvidencia.objects.create(
        informe=fabricas.InformeAnualFactory(), descripcion="Uno", url="https://ejemplo.cl"
    )


def decision():
    return DecisionDelComite.objects.create(leccion=fabricas.LeccionFactory(), texto="Seguir")


def indicador_de_resultado():
    return fabricas.IndicadorFactory(producto=None, resultado_pais=fabricas.ResultadoPaisFactory())


UNICAS = {
    "informes_actividad_numero_unico": fabricas.ActividadFactory,
    "informes_aporte_uno_por_anio": fabricas.AporteAnualFactory,
    "informes_cobertura_unica": cobertura,
    "informes_decision_orden_unico": decision,
    "informes_donante_unico": fabricas.DonanteFactory,
    "informes_enlace_orden_unico": enlace,
    "informes_gasto_del_anio_unico": fabricas.GastoDelAnioFactory,
    "informes_indicador_unico_en_producto": fabricas.IndicadorFactory,
    "informes_indicador_unico_en_resultado": indicador_de_resultado,
    "informes_leccion_orden_unico": fabricas.LeccionFactory,
    "informes_logro_uno_por_anio": fabricas.LogroAnualFactory,
    "informes_presupuesto_uno_por_anio": lambda: fabricas.PresupuestoFactory(anio=2020),
    "informes_producto_numero_unico": fabricas.ProductoFactory,
    "informes_resultado_pais_unico": fabricas.ResultadoPaisFactory,
    "informes_riesgo_orden_unico": riesgo,
    "informes_seccion_unica": seccion,
    "informes_seccion_unica_por_producto": lambda: seccion("I.D", fabricas.ProductoFactory()),
    "informes_tasa_una_por_fecha": fabricas.TasaFactory,
}


@pytest.mark.parametrize("nombre", UNICAS)
def test_no_se_repite(nombre):
    guardado = UNICAS[nombre]()

    impide(nombre, repetido(guardado))


def test_un_proyecto_tiene_un_solo_informe_por_anio():
    guardado = fabricas.InformeAnualFactory()

    impide("informes_informe_uno_por_anio", repetido(guardado, codigo="IA-otro"))


DEMASIADO = Decimal("10000000000.00")


@pytest.mark.parametrize("monto", [Decimal("-0.01"), DEMASIADO], ids=["negativo", "absurdo"])
@pytest.mark.parametrize(
    ("nombre", "hacer"),
    [
        ("informes_presupuesto_monto_valido", lambda: fabricas.PresupuestoFactory(anio=2020)),
        ("informes_gasto_del_anio_monto_valido", fabricas.GastoDelAnioFactory),
        ("informes_aporte_monto_valido", fabricas.AporteAnualFactory),
        ("informes_gasto_monto_valido", fabricas.GastoFactory),
    ],
)
def test_un_monto_no_es_negativo_ni_absurdo(nombre, hacer, monto):
    guardado = hacer()
    guardado.monto = monto

    impide(nombre, guardado)


@pytest.mark.parametrize("monto", [Decimal("-0.01"), DEMASIADO], ids=["negativo", "absurdo"])
def test_el_presupuesto_del_documento_tampoco(monto):
    proyecto = fabricas.ProyectoFactory()
    proyecto.presupuesto_documento = monto

    impide("informes_proyecto_presupuesto_valido", proyecto)


@pytest.mark.parametrize("tasas", [{"dpc": Decimal("100.01")}, {"dpc": -1}, {"gms": Decimal("100.01")}, {"gms": -1}])
def test_una_tasa_va_de_0_a_100(tasas):
    tasa = fabricas.TasaFactory()
    for campo, valor in tasas.items():
        setattr(tasa, campo, valor)

    impide("informes_tasa_entre_0_y_100", tasa)


def test_un_proyecto_no_termina_antes_de_empezar():
    proyecto = fabricas.ProyectoFactory()
    proyecto.fin = date(2019, 10, 31)

    impide("informes_proyecto_fechas_en_orden", proyecto)


def test_el_codigo_de_un_proyecto_es_el_de_atlas():
    proyecto = fabricas.ProyectoFactory()
    proyecto.codigo = "P-1"

    impide("informes_proyecto_codigo_de_atlas", proyecto)


def test_un_indicador_es_de_un_producto_o_de_un_resultado_y_no_de_los_dos():
    con_los_dos = fabricas.IndicadorFactory()
    con_los_dos.resultado_pais = fabricas.ResultadoPaisFactory()
    impide("informes_indicador_de_un_solo_padre", con_los_dos)

    sin_ninguno = fabricas.IndicadorFactory()
    sin_ninguno.producto = None
    impide("informes_indicador_de_un_solo_padre", sin_ninguno)


def test_un_indicador_con_metrica_dice_su_mesa():
    indicador = fabricas.IndicadorFactory()
    indicador.metrica = "sesiones"

    impide("informes_indicador_metrica_con_mesa", indicador)


def test_el_denominador_de_un_logro_es_mayor_que_cero():
    logro = fabricas.LogroAnualFactory()
    logro.base = 0

    impide("informes_logro_base_positiva", logro)


def test_la_fecha_de_un_gasto_cae_en_su_anio():
    gasto = fabricas.GastoFactory()
    gasto.fecha = date(2021, 1, 1)

    impide("informes_gasto_fecha_en_su_anio", gasto)


def test_solo_la_seccion_por_producto_lleva_producto():
    impide("informes_seccion_producto_solo_en_i_d", SeccionNarrativa(informe=seccion().informe, clave="I.D"))
    ajeno = SeccionNarrativa(
        informe=fabricas.InformeAnualFactory(), clave="I.C", producto=fabricas.ProductoFactory(), texto="x"
    )
    impide("informes_seccion_producto_solo_en_i_d", ajeno)


def test_el_mismo_numero_de_atlas_no_se_repite():
    proyecto = fabricas.ProyectoFactory()

    with pytest.raises(ValidationError, match="Ya existe"):
        repetido(proyecto).full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        repetido(proyecto).save()
