"""La tabla de gastos de un año: se edita en su lugar y dice cómo cuadra."""

from decimal import Decimal

import pytest

from informes.models import Gasto, GastoDelAnio, Presupuesto
from tests.fabricas.informes import (
    ActividadFactory,
    DonanteFactory,
    GastoDelAnioFactory,
    GastoFactory,
    ItemPresupuestarioFactory,
    PresupuestoFactory,
    ProductoFactory,
    ProyectoFactory,
    TasaFactory,
)

pytestmark = pytest.mark.django_db


def un_proyecto(direccion):
    proyecto = ProyectoFactory(direcciones=[direccion])
    return proyecto, ProductoFactory(proyecto=proyecto, numero=1)


def ruta(proyecto, anio=2020):
    return f"/informes/proyectos/{proyecto.codigo}/gastos/{anio}/"


def tabla(*valores, iniciales=0, **otros):
    datos = {"gastos-TOTAL_FORMS": str(len(valores)), "gastos-INITIAL_FORMS": str(iniciales), **otros}
    for numero, campos in enumerate(valores):
        datos |= {f"gastos-{numero}-{campo}": valor for campo, valor in campos.items()}
    return datos


def un_gasto(producto, **otros):
    return {"producto": producto.pk, "item": ItemPresupuestarioFactory().codigo, "monto": "1.234,56", **otros}


def test_guarda_el_gasto_con_sus_actividades_y_su_codigo(entrar, encargada, valparaiso):
    proyecto, producto = un_proyecto(valparaiso)
    actividades = [ActividadFactory(producto=producto, numero=numero) for numero in (1, 2)]

    respuesta = entrar(encargada).post(ruta(proyecto), tabla(un_gasto(producto, actividades="1, 2")))

    gasto = Gasto.objects.get()
    assert respuesta.status_code == 302
    assert (gasto.anio, gasto.monto, gasto.codigo) == (2020, Decimal("1234.56"), "G-000001")
    assert list(gasto.actividades.order_by("numero")) == actividades


def test_una_actividad_de_otro_producto_no_vale(entrar, encargada, valparaiso):
    proyecto, producto = un_proyecto(valparaiso)

    pagina = entrar(encargada).post(ruta(proyecto), tabla(un_gasto(producto, actividades="7")))

    assert "El producto 1 no tiene la actividad 7." in pagina.text
    assert not Gasto.objects.exists()


def test_un_item_inventado_se_dice_en_su_campo(entrar, encargada, valparaiso):
    proyecto, producto = un_proyecto(valparaiso)

    pagina = entrar(encargada).post(ruta(proyecto), tabla(un_gasto(producto, item="99999 Otro")))

    assert "No hay un ítem con ese código" in pagina.text
    assert not Gasto.objects.exists()


def test_la_fecha_tiene_que_caer_en_el_anio(entrar, encargada, valparaiso):
    proyecto, producto = un_proyecto(valparaiso)

    pagina = entrar(encargada).post(ruta(proyecto), tabla(un_gasto(producto, fecha="2019-12-31")))

    assert "La fecha del gasto no cae en el año indicado." in pagina.text


def test_guarda_presupuesto_gasto_informado_y_aportes(entrar, encargada, valparaiso):
    proyecto, _ = un_proyecto(valparaiso)
    donante = DonanteFactory(proyecto=proyecto)
    montos = {"presupuesto-monto": "60.000,00", "gasto-monto": "11.783,20", "aporte-1-monto": "11.783,20"}

    entrar(encargada).post(ruta(proyecto), tabla(**montos))

    assert Presupuesto.objects.get(proyecto=proyecto, anio=2020).monto == 60000
    assert GastoDelAnio.objects.get(proyecto=proyecto, anio=2020).monto == Decimal("11783.20")
    assert donante.aportes.get(anio=2020).monto == Decimal("11783.20")


def test_lo_vacio_sigue_sin_dato(entrar, encargada, valparaiso):
    proyecto, _ = un_proyecto(valparaiso)

    assert entrar(encargada).post(ruta(proyecto), tabla()).status_code == 302

    assert not Presupuesto.objects.exists()


def test_el_calculo_suma_lo_escrito_sin_guardarlo(entrar, encargada, valparaiso):
    proyecto, producto = un_proyecto(valparaiso)
    TasaFactory(proyecto=proyecto, dpc=4, gms=3)
    datos = tabla(un_gasto(producto, monto="1.000,00"), {"producto": producto.pk}, **{"gasto-monto": "1.071,00"})

    pagina = entrar(encargada).post(f"{ruta(proyecto)}calculo/", datos)

    assert [pagina.context["cuadro"].dpc.texto, pagina.context["cuadro"].gms.texto] == ["40.00", "31.20"]
    assert "1,071.20" in pagina.text
    assert "la diferencia es 0.20" in pagina.text
    assert not Gasto.objects.exists()


def test_avisa_que_el_gasto_pasa_del_presupuesto(entrar, encargada, valparaiso):
    proyecto, _ = un_proyecto(valparaiso)
    PresupuestoFactory(proyecto=proyecto, anio=2020, monto=100)
    GastoDelAnioFactory(proyecto=proyecto, anio=2020, monto=200)

    assert "pasa del presupuesto del año" in entrar(encargada).get(ruta(proyecto)).text


def test_un_anio_fuera_del_proyecto_no_existe(entrar, encargada, valparaiso):
    proyecto, _ = un_proyecto(valparaiso)

    assert entrar(encargada).get(ruta(proyecto, 2035)).status_code == 404


def test_mandar_dos_veces_el_mismo_gasto_no_lo_repite(entrar, encargada, valparaiso):
    proyecto, producto = un_proyecto(valparaiso)
    cliente = entrar(encargada)
    datos = tabla(un_gasto(producto, envio="5d8f1d0e-0f6b-4c53-9a55-000000000009"))

    for _ in range(2):
        cliente.post(ruta(proyecto), datos)

    assert Gasto.objects.count() == 1


def test_el_monto_que_otra_persona_cambio_se_muestra(entrar, encargada, nacional, valparaiso):
    proyecto, producto = un_proyecto(valparaiso)
    gasto = GastoFactory(producto=producto)
    gasto.monto = Decimal(999)
    gasto.registrar(por=nacional)
    fila = un_gasto(producto, id=gasto.pk, version_leida=1, monto="50,00", item=gasto.item.codigo)

    pagina = entrar(encargada).post(ruta(proyecto), tabla(fila, iniciales=1))

    assert "Ahora dice: «999»" in pagina.text
    assert Gasto.objects.get().monto == 999


def test_las_mismas_consultas_con_pocos_gastos_que_con_muchos(entrar, encargada, valparaiso, consultas_de):
    proyecto, producto = un_proyecto(valparaiso)
    GastoFactory.create_batch(3, producto=producto)
    cliente = entrar(encargada)
    pocas = consultas_de(cliente, ruta(proyecto))

    GastoFactory.create_batch(7, producto=producto)

    assert consultas_de(cliente, ruta(proyecto)) == pocas
