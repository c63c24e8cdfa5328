"""Los pasos de un informe en la pantalla: quién ve qué botón, qué pide cada paso y qué queda."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from actores.models import Rol
from informes.models import InformeAnual, ObservacionAnual, Proyecto, VersionAnual
from tests.fabricas.actores import UsuarioFactory
from tests.fabricas.emision import informe_emitido, informe_enviado, observacion
from tests.fabricas.informes import GastoDelAnioFactory, InformeAnualFactory, ProyectoFactory

pytestmark = pytest.mark.django_db


def url(informe, paso=""):
    return f"/informes/anual/{informe.codigo}/{paso}"


def botones(respuesta):
    return [palabra for palabra, _, _ in respuesta.context["pasos"]]


@pytest.fixture
def proyecto(valparaiso, observadora):
    return ProyectoFactory(direcciones=[valparaiso], observadores=[observadora])


def test_cada_rol_ve_los_pasos_que_puede_dar(entrar, proyecto, encargada, lectora, nacional, observadora):
    borrador, enviado = InformeAnualFactory(proyecto=proyecto, anio=2019), informe_enviado(proyecto, por=encargada)

    vistos = {
        persona.username: [botones(entrar(persona).get(url(uno))) for uno in (borrador, enviado)]
        for persona in (encargada, lectora, nacional, observadora)
    }

    assert vistos == {
        "encargada": [["Escribir", "Enviar a revisión"], ["Retirar de revisión"]],
        "lectora": [[], []],
        "nacional": [[], ["Emitir", "Agregar observación", "Observar"]],
        "observadora": [[], []],
    }


def test_enviar_muestra_lo_que_falta_y_no_lo_impide(entrar, encargada, proyecto):
    informe = InformeAnualFactory(proyecto=proyecto)
    cliente = entrar(encargada)

    pagina = cliente.get(url(informe, "enviar/"))
    cliente.post(url(informe, "enviar/"))

    assert "Falta el texto I.A" in pagina.text
    assert InformeAnual.objects.get().estado == "enviado"


def test_lo_observado_vuelve_con_su_motivo_y_sus_observaciones_por_parte(entrar, encargada, nacional, proyecto):
    informe = informe_enviado(proyecto, por=encargada)
    revisora = entrar(nacional)

    revisora.post(url(informe, "comentar/"), {"seccion": "II", "texto": "Falta el taller"})
    revisora.post(url(informe, "observar/"), {"motivo": "Revisa los gastos"})
    pagina = entrar(encargada).get(url(informe)).text

    assert "Revisa los gastos" in pagina
    assert "II Metas, actividades y presupuesto" in pagina
    assert "Falta el taller" in pagina
    assert "Marcar como atendida" in pagina


def test_cada_observacion_dice_quien_la_hizo_y_cuando(entrar, encargada, nacional, proyecto):
    una = observacion(proyecto, autor=nacional)

    pagina = entrar(encargada).get(url(una.informe)).text

    momento = f"{timezone.localtime(una.creada_at):%d-%m-%Y %H:%M}"
    assert re.search(rf"{nacional}, <time [^>]+>{momento}</time>", pagina)


def test_la_revision_es_interna(entrar, observadora, proyecto):
    informe = observacion(proyecto, texto="Falta el taller").informe

    assert "Falta el taller" not in entrar(observadora).get(url(informe)).text


def test_se_atiende_con_una_respuesta(entrar, encargada, proyecto):
    una = observacion(proyecto)

    entrar(encargada).post(f"/informes/observaciones/{una.codigo}/atender/", {"respuesta": "Agregado"})

    una.refresh_from_db()
    assert (una.respuesta, una.resuelta_por) == ("Agregado", encargada)
    assert "Agregado" in entrar(encargada).get(url(una.informe)).text


@pytest.mark.parametrize("paso", ["observar/", "comentar/"])
def test_un_formulario_incompleto_vuelve_con_su_error(entrar, nacional, encargada, proyecto, paso):
    informe = informe_enviado(proyecto, por=encargada)

    respuesta = entrar(nacional).post(url(informe, paso), {"seccion": "II"})

    assert respuesta.status_code == 200
    assert "Este campo es obligatorio." in respuesta.text
    assert not ObservacionAnual.objects.exists()


def test_un_paso_que_ya_no_corresponde_lo_dice_y_vuelve(entrar, nacional, encargada, proyecto):
    informe = InformeAnualFactory(proyecto=proyecto)

    respuesta = entrar(nacional).post(url(informe, "observar/"), {"motivo": "x"}, follow=True)

    assert respuesta.redirect_chain[0][0] == url(informe)
    assert "ese paso ya no corresponde" in respuesta.text


def test_se_emite_lo_que_se_leyo(entrar, nacional, encargada, proyecto):
    informe = informe_enviado(proyecto, por=encargada)
    cliente = entrar(nacional)
    leida = cliente.get(url(informe, "emitir/")).context["leida"]
    GastoDelAnioFactory(proyecto=proyecto)

    cambiado = cliente.post(url(informe, "emitir/"), {"leida": leida}, follow=True)
    hay = VersionAnual.objects.count()
    cliente.post(url(informe, "emitir/"), {"leida": cambiado.context["leida"]})

    assert "cambió desde que lo abriste" in cambiado.text
    assert (hay, VersionAnual.objects.count()) == (0, 1)


def test_quien_lo_envio_no_lo_emite_aunque_sea_de_la_unidad_nacional(entrar, nacional):
    informe = informe_enviado(por=nacional)
    cliente = entrar(nacional)

    pagina = cliente.get(url(informe))

    assert "Emitir" not in botones(pagina)
    assert "debe emitirlo otra persona" in pagina.text
    assert cliente.get(url(informe, "emitir/")).status_code == 403
    assert cliente.post(url(informe, "emitir/"), {"leida": informe.huella_viva()}).status_code == 403


def test_emitido_se_muestra_lo_congelado_y_se_avisa_lo_que_cambio(entrar, encargada, proyecto):
    gasto = GastoDelAnioFactory(proyecto=proyecto, monto="1234.50")
    informe = informe_emitido(proyecto, por=encargada)
    cliente = entrar(encargada)
    recien = cliente.get(url(informe))
    gasto.monto = 99
    gasto.registrar(por=None)

    despues = cliente.get(url(informe))
    congelada = cliente.get(url(informe, "versiones/1/cifras/gasto-anio/"))
    comparada = cliente.get(url(informe, "comparar/?de=1&con=viva")).text

    assert recien.context["cambios"] == 0
    assert despues.context["cambios"] == 1
    assert "Desde la emisión cambió 1 cifra<" in despues.text
    assert "1,234.50" in despues.text and "99.00" not in despues.text
    assert "1,234.50" in congelada.text
    assert "1,234.50" in comparada and "99.00" in comparada
    assert informe.ultima_version().hash in despues.text


@pytest.mark.parametrize("formato", ["docx", "pdf", "xlsx", "html", "json"])
def test_los_archivos_de_una_version_son_los_que_se_guardaron(entrar, lectora, proyecto, formato):
    version = informe_emitido(proyecto).ultima_version()

    respuesta = entrar(lectora).get(url(version.informe, f"versiones/1/archivo/{formato}/"))

    guardado = version.contenido.encode() if formato == "json" else version.archivos.get(formato=formato).leer()
    assert respuesta.content == guardado
    assert f"{version.informe.codigo}-v1.{formato}" in respuesta["Content-Disposition"]


def test_un_archivo_alterado_no_se_entrega(entrar, lectora, proyecto):
    version = informe_emitido(proyecto).ultima_version()
    archivo = version.archivos.get(formato="pdf").archivo
    with archivo.storage.open(archivo.name, "ab") as abierto:
        abierto.write(b"x")

    respuesta = entrar(lectora).get(url(version.informe, "versiones/1/archivo/pdf/"), follow=True)

    assert "falta o fue alterado" in respuesta.text


def test_corregir_abre_el_borrador_y_deja_a_la_vista_lo_vigente(entrar, encargada, proyecto):
    informe = informe_emitido(proyecto)
    cliente = entrar(encargada)

    cliente.post(url(informe, "corregir/"), {"motivo": "Un monto mal escrito"})
    pagina = cliente.get(url(informe))

    assert botones(pagina) == ["Escribir", "Enviar a revisión"]
    assert "versión 1, emitida el" in pagina.text
    assert "Un monto mal escrito" in pagina.text
    assert cliente.get(url(informe, "versiones/1/")).status_code == 200


def test_en_correccion_no_ofrece_eliminarse_y_dice_por_que(entrar, encargada, proyecto):
    emitido, borrador = informe_emitido(proyecto, anio=2018), InformeAnualFactory(proyecto=proyecto, anio=2019)
    emitido.corregir(por=UsuarioFactory(), motivo="Un monto mal escrito")
    cliente = entrar(encargada)

    eliminar = {uno: reverse("eliminar", args=["informe", uno.codigo]) for uno in (borrador, emitido)}

    assert [eliminar[uno] in cliente.get(url(uno)).text for uno in (borrador, emitido)] == [True, False]
    confirmacion = cliente.get(eliminar[emitido]).text
    assert "Tiene versiones emitidas: no se elimina." in confirmacion
    assert "quedarían sin sentido" not in confirmacion


def test_se_comparan_dos_versiones(entrar, lectora, proyecto):
    gasto = GastoDelAnioFactory(proyecto=proyecto, monto="10.00")
    informe = informe_emitido(proyecto)
    informe.corregir(por=UsuarioFactory(), motivo="Un monto mal escrito")
    gasto.monto = 20
    gasto.registrar(por=None)
    informe.enviar(por=UsuarioFactory())
    informe.emitir(por=UsuarioFactory(rol=Rol.NACIONAL), el=informe.ultima_version().emitida_el)

    respuesta = entrar(lectora).get(url(informe, "comparar/?de=1&con=2"))

    assert [(str(fila.antes.valor), str(fila.despues.valor)) for fila in respuesta.context["cifras"].filas] == [
        ("10", "20")
    ]
    assert entrar(lectora).get(url(informe)).context["version"].numero == 2


def test_al_comparar_se_marcan_las_palabras_que_cambiaron(entrar, lectora, proyecto):
    informe = informe_emitido(proyecto)
    Proyecto.objects.filter(pk=proyecto.pk).update(titulo=f"{proyecto.titulo} y del agua")

    pagina = entrar(lectora).get(url(informe, "comparar/")).text

    assert f"{proyecto.titulo}<ins> y del agua</ins>" in pagina


def test_sin_versiones_no_hay_que_comparar(entrar, lectora, proyecto):
    assert entrar(lectora).get(url(InformeAnualFactory(proyecto=proyecto), "comparar/")).status_code == 404


def test_el_listado_dice_el_estado_y_filtra_por_el(entrar, lectora, proyecto):
    emitido, borrador = informe_emitido(proyecto), InformeAnualFactory(proyecto=proyecto, anio=2021)

    pagina = entrar(lectora).get("/informes/?estado=emitido").text

    assert emitido.codigo in pagina
    assert borrador.codigo not in pagina


@pytest.mark.parametrize("estado", ["enviado", "emitido"])
def test_en_la_administracion_lo_cerrado_se_lee_y_no_se_cambia(entrar, administradora, estado):
    informe = informe_enviado() if estado == "enviado" else informe_emitido()
    cliente, base = entrar(administradora), f"/admin/informes/informeanual/{informe.pk}/"

    pagina = cliente.get(f"{base}change/")

    assert pagina.status_code == 200
    assert 'name="_save"' not in pagina.text
    assert cliente.post(f"{base}change/", {}).status_code == 403
    assert cliente.post(f"{base}delete/", {"post": "yes"}).status_code == 403
