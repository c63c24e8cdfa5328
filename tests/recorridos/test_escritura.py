"""Escribir el informe en el navegador: sin conexión, con la sesión vencida, entre dos y sólo con el teclado."""

import pytest
from playwright.sync_api import expect

from informes.escritura import escribir
from informes.models import Gasto, InformeAnual, Proyecto, Riesgo, SeccionNarrativa
from tests.fabricas.informes import InformeAnualFactory, ItemPresupuestarioFactory, ProductoFactory, ProyectoFactory
from tests.recorridos.navegador import con_sesion

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


def test_con_la_sesion_vencida_el_texto_se_ofrece_despues_de_entrar(abrir, live_server, encargada, valparaiso):
    informe = un_informe(valparaiso)
    pagina = abrir(encargada)
    pagina.ir(ruta(informe))

    pagina.pagina.context.clear_cookies()
    escribir_en(pagina, "Escrito con la sesión vencida")
    estado(pagina, "Tu sesión terminó")
    con_sesion(pagina.pagina.context, encargada, live_server.url)
    pagina.ir(ruta(informe))
    expect(pagina.pagina.get_by_label("Tu texto sin guardar")).to_have_text("Escrito con la sesión vencida")
    pagina.revisar("informe-rescate")
    pagina.pagina.get_by_role("button", name="Recuperar mi texto").click()

    estado(pagina, "Guardado")
    assert texto_de(informe) == "Escrito con la sesión vencida"


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


def test_de_un_proyecto_vacio_a_un_borrador_solo_con_el_teclado(abrir, encargada, valparaiso):
    pagina = abrir(encargada)
    teclas = pagina.pagina.keyboard

    def llenar(rotulo, valor, cual=0):
        pagina.pagina.get_by_label(rotulo).nth(cual).focus()
        teclas.type(valor)

    def apretar(nombre):
        pagina.pagina.get_by_role("button", name=nombre).first.focus()
        teclas.press("Enter")

    pagina.ir("/informes/proyectos/nuevo/")
    for rotulo, valor in (("título", "Redes"), ("número de proyecto en Atlas", "765432")):
        llenar(rotulo, valor)
    for campo, valor in (("inicio", "2019-11-01"), ("fin", "2022-05-31")):
        pagina.pagina.locator(f"#id_{campo}").fill(valor)
    apretar("Crear proyecto")
    expect(pagina.pagina.get_by_text("Proyecto creado.")).to_be_visible()
    proyecto = Proyecto.objects.get()
    pagina.ir(f"/informes/proyectos/{proyecto.codigo}/editar/marco/")
    pagina.pagina.get_by_label("número").fill("1")
    llenar("nombre", "Redes creadas")
    apretar("Guardar")
    expect(pagina.pagina.get_by_text("Marco de resultados guardado.")).to_be_visible()
    pagina.ir(f"/informes/proyectos/{proyecto.codigo}/informes/nuevo/")
    pagina.pagina.get_by_label("Año").select_option("2020")
    apretar("Abrir informe")
    expect(pagina.pagina.get_by_text("Informe de 2020 abierto")).to_be_visible()
    informe = InformeAnual.objects.get()

    pagina.ir(ruta(informe, "producto-1"))
    llenar("Texto de la sección", "Se creó la red")
    estado(pagina, "Guardado")
    pagina.ir(ruta(informe, "riesgos"))
    llenar("tipo de riesgo", "Social")
    llenar("descripción", "Baja participación")
    apretar("Agregar riesgo")
    llenar("tipo de riesgo", "Político", cual=1)
    llenar("descripción", "Cambio de autoridades", cual=1)
    apretar("Guardar")

    expect(pagina.pagina.get_by_text("Sección guardada.")).to_be_visible()
    assert list(Riesgo.objects.order_by("orden").values_list("tipo", flat=True)) == ["Social", "Político"]
    assert SeccionNarrativa.objects.get(informe=informe, clave="I.D").texto == "Se creó la red"
    pagina.revisar("informe-riesgos")
