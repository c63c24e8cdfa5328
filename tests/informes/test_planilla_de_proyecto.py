"""La planilla «proyecto»: ida y vuelta, códigos, permisos y lo que rechaza."""

import copy
from datetime import date
from decimal import Decimal

import pytest

from comun.planillas import (
    ErrorDePlanilla,
    PlanillaConRechazos,
    aplicar,
    exportar,
    leer_libro,
    previsualizar,
    tipo_llamado,
)
from informes.models import Gasto, Indicador, InformeAnual, ItemPresupuestario, Proyecto, Tasa
from tests.fabricas.informes import ItemPresupuestarioFactory, ProyectoFactory
from tests.fabricas.mesas import MesaFactory
from tests.informes import ejemplo
from tests.informes.libros import importar, libro_de_proyecto

pytestmark = pytest.mark.django_db


def con(hoja, numero=0, **campos):
    """Las hojas del ejemplo con otros valores en una fila."""
    hojas = copy.deepcopy(ejemplo.hojas())
    hojas[hoja][numero] |= campos
    return hojas


def ver(hojas, usuario=None):
    libro = leer_libro(libro_de_proyecto(hojas))
    return previsualizar(libro.tipo, libro, usuario)


def motivos(resultado):
    return [str(rechazo) for rechazo in resultado.rechazos]


def test_exportar_e_importar_no_cambia_nada():
    importar(libro_de_proyecto(ejemplo.hojas()))

    exportado = exportar(tipo_llamado("proyecto"), codigo=ejemplo.CODIGO)
    resultado = previsualizar(leer_libro(exportado).tipo, leer_libro(exportado), None)

    assert motivos(resultado) == []
    assert not resultado.hay_que_escribir
    assert [linea for linea in resultado.lineas() if "nuevas=0 cambiadas=0" not in linea] == []


def test_se_restaura_en_una_base_vacia_con_sus_codigos_y_la_numeracion_sigue():
    importar(libro_de_proyecto(ejemplo.hojas()))
    exportado = exportar(tipo_llamado("proyecto"), codigo=ejemplo.CODIGO)
    antes = _huella()
    _vaciar()

    importar(exportado)

    assert _huella() == antes
    proyecto = Proyecto.objects.get()
    nuevo = Gasto.crear(
        por=None,
        producto=proyecto.productos.get(numero=1),
        item=ItemPresupuestario.objects.first(),
        anio=2025,
        monto=Decimal(1),
    )
    assert nuevo.codigo == "G-000009"


def _huella():
    """Todo lo exportable, por sus valores: los mismos códigos, textos, montos y relaciones."""
    return [
        (hoja.nombre, *(str(columna.escribir(columna.valor_de(objeto))) for columna in hoja.columnas))
        for hoja in tipo_llamado("proyecto").hojas
        for objeto in hoja.guardados(raiz=Proyecto.objects.first()).order_by(*hoja.orden)
    ]


def _vaciar():
    Gasto.objects.all().delete()
    InformeAnual.objects.all().delete()
    Proyecto.objects.all().delete()
    ItemPresupuestario.objects.all().delete()


# --- Permisos ---


def con_direccion(codigo):
    return con("Proyecto", direcciones=codigo)


def test_la_editora_crea_en_su_direccion_y_no_en_otra(encargada, ajena, valparaiso, maule):
    suyo = ver(con_direccion(valparaiso.codigo), encargada)
    otro = ver(con_direccion(maule.codigo), encargada)

    assert motivos(suyo) == []
    assert any("no puedes crear un proyecto en esas direcciones regionales" in motivo for motivo in motivos(otro))


def test_la_lectora_no_importa(lectora, valparaiso):
    libro = leer_libro(libro_de_proyecto(con_direccion(valparaiso.codigo)))

    with pytest.raises(ErrorDePlanilla, match="No tienes permiso para importar la planilla «proyecto»"):
        previsualizar(libro.tipo, libro, lectora)


def test_ajena_no_ve_el_proyecto_que_querria_cambiar(ajena, encargada, valparaiso, maule):
    importar(libro_de_proyecto(con_direccion(valparaiso.codigo)), por=encargada)

    resultado = ver(con("Proyecto", direcciones=maule.codigo, titulo="Robado"), ajena)

    assert resultado.rechazos
    assert Proyecto.objects.get().titulo == "Proyecto de ejemplo"


def test_la_unidad_nacional_no_cambia_el_de_una_region(nacional, encargada, valparaiso):
    importar(libro_de_proyecto(con_direccion(valparaiso.codigo)), por=encargada)

    resultado = ver(con("Proyecto", direcciones=valparaiso.codigo, titulo="Otro"), nacional)

    assert any("no puedes editar este proyecto" in motivo for motivo in motivos(resultado))


def test_un_item_que_existe_lo_cambia_solo_la_unidad_nacional(encargada, valparaiso):
    ItemPresupuestarioFactory(codigo="71400", nombre="Otro nombre")

    resultado = ver(con_direccion(valparaiso.codigo), encargada)

    assert any("lo cambia la unidad nacional" in motivo for motivo in motivos(resultado))


# --- Lo que rechaza ---


@pytest.mark.parametrize(
    ("hojas", "frase"),
    [
        (con("Gastos", monto=Decimal("-0.01")), "Gastos fila 2, Monto: dice -0,01 y no puede ser menor que 0"),
        (con("Gastos", monto=Decimal("99999999999")), "Gastos fila 2, Monto: el monto es demasiado grande"),
        (con("Gastos", monto=Decimal("1.005")), "Gastos fila 2, Monto: tiene más de 2 decimales (1,005)"),
        (con("Gastos", monto="mil pesos"), "Gastos fila 2, Monto:"),
        (con("Gastos", anio=20200), "Gastos fila 2, Año: el año debe estar entre 1990 y 2100"),
        (con("Presupuestos", monto=Decimal(-1)), "Presupuestos fila 2, Monto: dice -1 y no puede ser menor que 0"),
        (con("Tasas", dpc=Decimal("100.01")), "Tasas fila 2, DPC (%): la tasa no puede pasar de 100 por ciento"),
        (con("Tasas", gms=Decimal(-1)), "Tasas fila 2, GMS (%): la tasa no puede ser negativa"),
        (con("Proyecto", fin=date(2024, 2, 29)), "La fecha de término es anterior al inicio."),
        (con("Proyecto", inicio="31-02-2024"), "Proyecto fila 2, Inicio:"),
        (con("Proyecto", atlas_project_id="12"), "sólo dígitos, de 4 a 12"),
        (con("Proyecto", codigo="P-1"), "El código de un proyecto es «P-» y su Atlas Project ID."),
        (con("Gastos", 1, fecha=date(2024, 3, 15)), "La fecha del gasto no cae en el año indicado."),
        (con("Logros", base=0), "El denominador debe ser mayor que cero."),
        (con("Gastos", item="71401"), "Gastos fila 2, Ítem: «71401» no está en la hoja «Ítems» ni guardado"),
        (con("Gastos", actividades="1; 9"), "Gastos fila 2, Actividades: «9» no está en la hoja «Actividades»"),
        (con("Actividades", indicadores="2.1"), "Actividades fila 2, Indicadores: «2.1» no está en la hoja"),
        (con("Indicadores", metrica="sesiones"), "hay que decir de qué mesa"),
        (con("Indicadores", acumulacion="de alguna manera"), "no es una de las opciones"),
        (con("Enlaces", url="javascript:alert(1)"), "«javascript:alert(1)» no es una dirección de internet"),
        (con("Donantes", 1, nombre=ejemplo.ALERCE), "Donantes fila 3"),
    ],
)
def test_lo_que_no_cuadra_se_rechaza_en_su_lugar_y_no_queda_nada(hojas, frase):
    resultado = ver(hojas)

    assert any(frase in motivo for motivo in motivos(resultado)), motivos(resultado)
    with pytest.raises(PlanillaConRechazos):
        aplicar(resultado)
    assert not Proyecto.objects.exists()
    assert not ItemPresupuestario.objects.exists()


def test_una_direccion_o_una_mesa_que_no_existe_se_rechaza_con_sugerencia(valparaiso):
    mesa = MesaFactory(nombre="Campanilla", direcciones=[valparaiso])

    resultado = ver(con("Proyecto", direcciones="Valparaizo", mesas="Canpanilla"))

    direccion, de_la_mesa = motivos(resultado)[:2]
    assert "«Valparaizo» no existe" in direccion
    assert "Valparaíso" in direccion
    assert "«Canpanilla» no existe" in de_la_mesa
    assert mesa.nombre in de_la_mesa


def test_una_mesa_se_nombra_sin_tildes_ni_mayusculas(valparaiso):
    mesa = MesaFactory(nombre="Mesa Campanilla Ñuñoa", direcciones=[valparaiso])

    importar(libro_de_proyecto(con("Proyecto", mesas="MESA CAMPANILLA ÑUÑOA", direcciones="valparaiso")))

    assert list(Proyecto.objects.get().mesas.all()) == [mesa]


def test_un_rechazo_tardio_no_deja_nada_a_medias():
    """El código ya es de un gasto de otro proyecto: se sabe sólo al escribir."""
    importar(libro_de_proyecto(ejemplo.hojas()))
    hojas = con("Proyecto", codigo="P-880009", atlas_project_id="880009")

    resultado = ver(hojas)

    assert resultado.rechazos
    assert Proyecto.objects.count() == 1
    assert Gasto.objects.count() == 8


# --- Cambios ---


def test_cambiar_una_celda_cambia_esa_fila_y_ninguna_otra(nacional):
    importar(libro_de_proyecto(ejemplo.hojas()))

    resultado = ver(con("Gastos", 4, monto=Decimal("2001.00")), nacional)
    aplicar(resultado, por=nacional)

    assert [(c.hoja, c.fila, c.columna, c.antes, c.despues) for c in resultado.cambios] == [
        ("Gastos", 6, "Monto", "2.000", "2.001")
    ]
    gasto = Gasto.objects.get(codigo="G-000005")
    assert (gasto.monto, gasto.version) == (Decimal("2001.00"), 2)
    assert gasto.history.latest().history_user == nacional


def test_lo_que_falta_en_el_libro_no_se_borra_y_lo_marcado_si():
    importar(libro_de_proyecto(ejemplo.hojas()))
    hojas = ejemplo.hojas()
    hojas["Gastos"] = []
    hojas["Tasas"][1]["eliminar"] = "sí"

    importar(libro_de_proyecto(hojas))

    assert Gasto.objects.count() == 8
    assert Tasa.objects.count() == 1


def test_no_se_elimina_un_producto_con_gastos():
    importar(libro_de_proyecto(ejemplo.hojas()))

    resultado = ver(con("Productos", eliminar="sí"))

    assert any("no se puede eliminar porque lo usan" in m or "elimina" in m for m in motivos(resultado))


def test_vacio_es_sin_dato_y_no_cero():
    importar(libro_de_proyecto(ejemplo.hojas()))

    assert Indicador.objects.get(codigo="3.2").meta_valor is None
    assert Indicador.objects.get(codigo="3.2").linea_base_valor is None


def test_no_se_exporta_a_quien_no_lo_ve(ajena, encargada, valparaiso):
    proyecto = ProyectoFactory(direcciones=[valparaiso])

    assert exportar(tipo_llamado("proyecto"), usuario=encargada, codigo=proyecto.codigo)
    with pytest.raises(ErrorDePlanilla, match="No existe"):
        exportar(tipo_llamado("proyecto"), usuario=ajena, codigo=proyecto.codigo)
