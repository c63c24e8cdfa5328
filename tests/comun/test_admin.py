"""AdminRegistrado: guarda con autor y motivo, asigna el código y no deja pisar el cambio de otra persona."""

import pytest
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse

from comun.admin import CifraDeclaradaAdmin
from comun.models import Bitacora, CifraDeclarada, EdicionSimultanea
from tests.fabricas.comun import CifraDeclaradaFactory

DATOS = {"mide": "integrantes", "ambito": "M-05-0001", "valor": "28", "unidad": "personas", "documento": "Informe"}
LISTA = "admin:comun_cifradeclarada_changelist"


def url_de(cifra, accion="change"):
    return reverse(f"admin:comun_cifradeclarada_{accion}", args=[cifra.pk])


def test_crear_asigna_el_codigo_y_deja_autora(entrar, administradora):
    respuesta = entrar(administradora).post(reverse("admin:comun_cifradeclarada_add"), DATOS)

    cifra = CifraDeclarada.objects.get()
    assert respuesta.status_code == 302
    assert cifra.codigo == "F-000001"
    assert cifra.history.get().history_user == administradora


def test_cambiar_deja_autora_motivo_y_version_en_el_historial(entrar, administradora):
    cifra = CifraDeclaradaFactory()
    cliente = entrar(administradora)

    cliente.post(url_de(cifra), {**DATOS, "valor": "30", "motivo": "Error de tipeo", "version_leida": "1"})

    cambio = cifra.history.latest()
    assert (cambio.valor, cambio.version) == (30, 2)
    assert (cambio.history_user, cambio.history_change_reason) == (administradora, "Error de tipeo")
    historial = cliente.get(url_de(cifra, "history")).content.decode()
    assert "Error de tipeo" in historial
    assert "Historial de «" in historial


def test_quien_llega_segundo_ve_ambos_textos_y_puede_volver_a_guardar(entrar, administradora):
    cifra = CifraDeclaradaFactory(nota="original")
    cliente = entrar(administradora)
    cliente.post(url_de(cifra), {**DATOS, "nota": "la de otra persona", "version_leida": "1"})

    pagina = cliente.post(url_de(cifra), {**DATOS, "nota": "la mía", "version_leida": "1"})

    texto = pagina.content.decode()
    assert pagina.status_code == 200
    assert f"Mientras editabas, {administradora} guardó esto" in texto
    assert "Ahora dice: «la de otra persona»" in texto
    assert "la mía" in texto
    cliente.post(
        url_de(cifra),
        {**DATOS, "nota": "la mía", "version_leida": pagina.context["adminform"].form["version_leida"].value()},
    )
    cifra.refresh_from_db()
    assert cifra.nota == "la mía"


def test_un_conflicto_al_momento_de_guardar_es_un_aviso_y_no_un_error(entrar, administradora, monkeypatch):
    cifra = CifraDeclaradaFactory()

    def chocar(self, **kwargs):
        raise EdicionSimultanea("Otra persona guardó la cifra mientras la editabas.")

    monkeypatch.setattr(CifraDeclarada, "registrar", chocar)
    respuesta = entrar(administradora).post(url_de(cifra), {**DATOS, "version_leida": "1"}, follow=True)

    assert "No se guardó tu cambio" in respuesta.content.decode()


def test_un_valor_que_rompe_una_regla_se_explica_en_el_formulario(entrar, administradora):
    respuesta = entrar(administradora).post(reverse("admin:comun_cifradeclarada_add"), {**DATOS, "valor": "-1"})

    assert "Una cifra declarada no puede ser negativa." in respuesta.content.decode()


def test_codigo_version_y_campos_de_los_verbos_son_de_lectura(administradora):
    peticion = RequestFactory().get("/")
    peticion.user = administradora

    class Ejemplo(CifraDeclaradaAdmin):
        escritos_por_verbos = ("valor",)

    lectura = Ejemplo(CifraDeclarada, admin.site).get_readonly_fields(peticion)

    assert set(lectura) == {"codigo", "version", "valor"}


def test_la_bitacora_se_lee_y_no_se_toca(entrar, administradora):
    acto = Bitacora.objects.create(acto=Bitacora.Acto.EXPORTACION, codigo_objeto="M-05-0001")
    cliente = entrar(administradora)

    assert cliente.get(reverse("admin:comun_bitacora_changelist")).status_code == 200
    assert cliente.get(reverse("admin:comun_bitacora_change", args=[acto.pk])).status_code == 200
    assert cliente.get(reverse("admin:comun_bitacora_add")).status_code == 403
    assert cliente.post(reverse("admin:comun_bitacora_delete", args=[acto.pk]), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("quien", ["encargada", "lectora", "nacional", "observadora"])
def test_para_quien_no_administra_el_admin_no_existe(entrar, quien, request):
    cliente = entrar(request.getfixturevalue(quien))

    assert cliente.get(reverse("admin:index")).status_code == 404
    assert cliente.get(reverse(LISTA)).status_code == 404


def test_sin_sesion_el_admin_pide_ingresar(client, db):
    respuesta = client.get(reverse("admin:index"))

    assert respuesta.status_code == 302
    assert respuesta.url.startswith(reverse("account_login"))
