"""Escribir el informe en el navegador: sin conexión, con la sesión vencida y entre dos."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Error, expect

from informes.escritura import escribir
from informes.models import Gasto, Riesgo, SeccionNarrativa
from tests.fabricas.actores import CLAVE
from tests.fabricas.informes import InformeAnualFactory, ItemPresupuestarioFactory, ProductoFactory, ProyectoFactory

pytestmark = [pytest.mark.recorrido, pytest.mark.django_db(transaction=True)]
ESPERA = 15_000


def un_informe(direccion):
    return InformeAnualFactory(proyecto=ProyectoFactory(direcciones=[direccion]))


def ruta(informe, nombre="efecto"):
    return f"/informes/anual/{informe.codigo}/escribir/{nombre}/"


def estado(pagina, frase):
    expect(pagina.pagina.locator("[data-estado]")).to_contain_text(frase, timeout=ESPERA)


def escribir_en(pagina, texto):
    pagina.pagina.get_by_label("Texto de la sección").fill(texto)


def texto_de(informe):
    return SeccionNarrativa.objects.filter(informe=informe, clave="I.C").values_list("texto", flat=True).first()


def test_lo_escrito_se_guarda_solo_y_sobrevive_a_una_recarga(abrir, encargada, valparaiso):
    informe = un_informe(valparaiso)
    pagina = abrir(encargada)
    pagina.ir(ruta(informe))

    escribir_en(pagina, "Lo que logramos")
    estado(pagina, "Guardado")
    pagina.pagina.reload()

    expect(pagina.pagina.get_by_label("Texto de la sección")).to_have_value("Lo que logramos")
    assert texto_de(informe) == "Lo que logramos"
    pagina.revisar("informe-seccion")
    pagina.tomar("informe-seccion", pagina.pagina.locator("[data-estado]"), desde=".seccion", alto=480)


def test_sin_conexion_queda_en_el_navegador_y_se_envia_al_volver(abrir, encargada, valparaiso):
    informe = un_informe(valparaiso)
    pagina = abrir(encargada)
    pagina.ir(ruta(informe))

    pagina.pagina.context.set_offline(True)
    escribir_en(pagina, "Escrito sin señal")
    estado(pagina, "Sin conexión")
    assert texto_de(informe) is None
    pagina.pagina.context.set_offline(False)

    estado(pagina, "Guardado")
    assert texto_de(informe) == "Escrito sin señal"


def test_diez_minutos_sin_conexion_y_la_sesion_vencida_no_pierden_nada(abrir, encargada, valparaiso):
    informe = un_informe(valparaiso)
    pagina = abrir(encargada)
    pestana = pagina.pagina
    pestana.clock.install()
    pagina.ir(ruta(informe))
    escribir_en(pagina, "Antes del corte.")
    pestana.clock.run_for(2_000)
    estado(pagina, "Guardado")

    pestana.context.set_offline(True)
    Session.objects.all().delete()
    pestana.get_by_label("Texto de la sección").press_sequentially(" Al empezar.")
    for minuto in range(10):
        pestana.clock.run_for(60_000)
        pestana.get_by_label("Texto de la sección").press_sequentially(f" Minuto {minuto}.")
    estado(pagina, "Sin conexión")
    escrito = pestana.get_by_label("Texto de la sección").input_value()
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        pestana.reload()

    pestana.context.set_offline(False)
    pagina.ir(ruta(informe))
    pestana.get_by_label("Usuario o correo").fill(encargada.username)
    pestana.get_by_label("Contraseña").fill(CLAVE)
    pestana.get_by_role("button", name="Entrar").click()
    expect(pestana.get_by_label("Texto de la sección")).to_have_value("Antes del corte.")
    expect(pestana.get_by_label("Tu texto sin guardar")).to_have_text(escrito)
    pagina.revisar("informe-rescate")
    rescatar = pestana.get_by_role("button", name="Recuperar mi texto")
    pagina.tomar("informe-rescate", rescatar, desde=".redaccion", alto=480)
    rescatar.click()
    pestana.clock.run_for(2_000)

    estado(pagina, "Guardado")
    assert escrito.endswith("Minuto 9.")
    assert texto_de(informe) == escrito


def test_con_la_sesion_vencida_dice_que_hacer_y_no_deja_de_guardar_aqui(abrir, encargada, valparaiso):
    informe = un_informe(valparaiso)
    pagina = abrir(encargada)
    pagina.ir(ruta(informe))

    pagina.pagina.context.clear_cookies()
    escribir_en(pagina, "Escrito con la sesión vencida")

    estado(pagina, "Tu sesión terminó")
    assert pagina.pagina.get_by_role("link", name="Entra de nuevo y sigue donde ibas").is_visible()
    assert "Escrito con la sesión vencida" in pagina.pagina.evaluate("JSON.stringify(localStorage)")


def test_al_salir_no_queda_nada_en_el_navegador(abrir, encargada, valparaiso):
    informe = un_informe(valparaiso)
    pagina = abrir(encargada)
    pagina.ir(ruta(informe, "riesgos"))
    pagina.pagina.get_by_label("descripción").fill("Sin guardar")
    borradores = "Object.keys(localStorage).filter(clave => clave.startsWith('mesas:borrador:')).length"
    assert pagina.pagina.evaluate(borradores) == 1

    pagina.ir("/cuentas/salir/")
    pagina.pagina.get_by_role("button", name="Salir").click()
    pagina.pagina.wait_for_load_state()

    assert pagina.pagina.evaluate(borradores) == 0


def test_quien_llega_segundo_ve_ambos_textos_y_guarda_el_suyo(abrir, encargada, nacional, valparaiso):
    informe = un_informe(valparaiso)
    pagina = abrir(encargada)
    pagina.ir(ruta(informe))
    escribir(informe=informe, clave="I.C", producto=None, version_leida=0, texto="De ella", vigente=None, por=nacional)

    escribir_en(pagina, "Mío")
    expect(pagina.pagina.get_by_label("El texto de la otra persona")).to_have_text("De ella", timeout=ESPERA)
    assert texto_de(informe) == "De ella"
    pagina.revisar("informe-conflicto")
    pagina.tomar("informe-conflicto", pagina.pagina.get_by_label("Texto de la sección"), desde=".redaccion", alto=520)
    pagina.pagina.get_by_role("button", name="Guardar", exact=True).click()

    expect(pagina.pagina.get_by_text("Sección guardada.")).to_be_visible()
    assert texto_de(informe) == "Mío"


def test_los_gastos_se_suman_mientras_se_escriben(abrir, encargada, valparaiso):
    proyecto = ProyectoFactory(direcciones=[valparaiso])
    ProductoFactory(proyecto=proyecto, numero=1)
    item = ItemPresupuestarioFactory()
    pagina = abrir(encargada)
    pagina.ir(f"/informes/proyectos/{proyecto.codigo}/gastos/2020/")

    pagina.pagina.get_by_label("producto").select_option("Producto 1")
    pagina.pagina.get_by_label("Ítem presupuestario").fill(item.codigo)
    pagina.pagina.get_by_label("Monto", exact=True).fill("1.234,56")

    expect(pagina.pagina.locator("[data-cuadro]")).to_contain_text("1,234.56", timeout=ESPERA)
    assert not Gasto.objects.exists()
    pagina.revisar("gastos")
    pagina.tomar("gastos", pagina.pagina.locator(".cuadro-total"), desde="form.gastos", alto=900)


def test_una_tabla_del_informe_se_llena_fila_por_fila(abrir, encargada, valparaiso):
    informe = un_informe(valparaiso)
    pagina = abrir(encargada)
    pagina.ir(ruta(informe, "riesgos"))

    for cual, (tipo, descripcion) in enumerate((("Social", "Baja participación"), ("Político", "Otra autoridad"))):
        if cual:
            pagina.pagina.get_by_role("button", name="Agregar riesgo").click()
        pagina.pagina.get_by_label("tipo de riesgo").nth(cual).fill(tipo)
        pagina.pagina.get_by_label("descripción").nth(cual).fill(descripcion)
    pagina.pagina.get_by_role("button", name="Guardar", exact=True).click()

    expect(pagina.pagina.get_by_text("Sección guardada.")).to_be_visible()
    assert list(Riesgo.objects.order_by("orden").values_list("tipo", flat=True)) == ["Social", "Político"]
    pagina.revisar("informe-riesgos")
