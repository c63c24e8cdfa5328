"""Aprobar y rectificar en pantalla: qué falta, qué queda, y lo que no se pierde ni se hace dos veces."""

import pytest
from django.urls import reverse

from mesas.congelar_acta import huella_viva
from mesas.generar import acta_de
from mesas.models import Acta, Acuerdo, Asistencia
from tests.fabricas.actores import ActorFactory
from tests.fabricas.sesiones import ActaFactory, PuntoTablaFactory, SesionFactory

pytestmark = pytest.mark.django_db


def aprobar_url(sesion):
    return reverse("acta_aprobar", args=[sesion.codigo])


def rectificar_url(sesion):
    return reverse("acta_rectificar", args=[sesion.codigo])


def envio(acta, **otros):
    datos = {"el": "2026-04-01", "respaldo_tipo": "presidencia", "respaldo": "Correo", "confirmo": "on"}
    return datos | {"leida": huella_viva(acta)} | otros


@pytest.fixture
def acta(valparaiso):
    return ActaFactory(direcciones=[valparaiso], acuerdos=["Pedir el estudio"])


def test_se_aprueba_en_pantalla(acta, encargada, entrar):
    cliente = entrar(encargada)
    assert aprobar_url(acta.sesion) in cliente.get(acta.sesion.get_absolute_url()).text

    pagina = cliente.post(aprobar_url(acta.sesion), envio(acta), follow=True).text

    acta.refresh_from_db()
    assert "Acta aprobada" in pagina
    assert (acta.estado, acta.aprobada_por, acta.respaldo) == ("aprobada", encargada, "Correo")
    assert acta.acuerdos.get().numero_legible == "1/2026"
    assert aprobar_url(acta.sesion) not in pagina
    assert rectificar_url(acta.sesion) in pagina


def test_apretar_dos_veces_aprueba_una(acta, encargada, entrar):
    datos = envio(acta)
    entrar(encargada).post(aprobar_url(acta.sesion), datos)

    pagina = entrar(encargada).post(aprobar_url(acta.sesion), datos, follow=True).text

    assert "no tiene un acta por aprobar" in pagina
    assert Acta.objects.count() == 1


def test_una_sesion_realizada_sin_acta_tambien_se_aprueba(encargada, valparaiso, entrar):
    sesion = SesionFactory(direcciones=[valparaiso], estado="realizada")
    assert aprobar_url(sesion) in entrar(encargada).get(sesion.get_absolute_url()).text
    assert not Acta.objects.exists()

    entrar(encargada).post(aprobar_url(sesion), envio(acta_de(sesion)))

    assert sesion.actas.get().estado == "aprobada"


@pytest.mark.parametrize(
    ("cambio", "frase"),
    [
        ({"el": "2031-01-01"}, "Ese día todavía no llega."),
        ({"el": "2026-03-01"}, "El acta no puede aprobarse antes de la sesión."),
        ({"confirmo": ""}, "Marca que la revisaste"),
        ({"leida": "otra"}, "otra persona cambió el acta"),
    ],
)
def test_lo_que_impide_aprobar_se_dice_y_no_pierde_lo_escrito(cambio, frase, acta, encargada, entrar):
    pagina = entrar(encargada).post(aprobar_url(acta.sesion), envio(acta, **cambio)).text

    acta.refresh_from_db()
    assert acta.estado == "borrador"
    assert frase in pagina
    assert 'value="Correo"' in pagina


def test_quien_ve_que_otra_persona_la_cambio_puede_seguir_con_lo_nuevo(acta, encargada, entrar):
    datos = envio(acta)
    Acuerdo.crear(por=None, acta=acta, texto="Otro acuerdo")

    pagina = entrar(encargada).post(aprobar_url(acta.sesion), datos).text

    assert "otra persona cambió el acta" in pagina
    assert f'value="{huella_viva(acta)}"' in pagina


def test_dice_que_falta_y_donde_se_completa(acta, encargada, entrar):
    PuntoTablaFactory(sesion=acta.sesion)
    Asistencia.anotar(por=encargada, sesion=acta.sesion, actor=ActorFactory())
    donde = reverse("sesion_editar", args=[acta.sesion.codigo])

    pagina = entrar(encargada).get(aprobar_url(acta.sesion)).text

    assert f'<a href="{donde}#asistencia">La lista de asistencia está confirmada</a>' in pagina
    assert f'<a href="{donde}#puntos">Cada punto quedó tratado</a>' in pagina
    assert "Falta confirmar la asistencia" in entrar(encargada).post(aprobar_url(acta.sesion), envio(acta)).text


def test_se_rectifica_con_motivo_y_rige_al_aprobarla(acta, encargada, entrar):
    entrar(encargada).post(aprobar_url(acta.sesion), envio(acta))
    acuerdo = acta.acuerdos.get()
    datos = {"motivo": "No hubo votación", "texto": "Nuevo texto", "deja_sin_efecto": [acuerdo.pk]}

    pagina = entrar(encargada).post(rectificar_url(acta.sesion), datos, follow=True).text
    segunda = acta.sesion.actas.get(numero_version=2)
    entrar(encargada).post(aprobar_url(acta.sesion), envio(segunda))

    segunda.refresh_from_db()
    acuerdo.refresh_from_db()
    assert "la anterior rige hasta que la apruebes" in pagina
    assert (segunda.estado, segunda.texto, segunda.motivo_rectificacion) == (
        "aprobada",
        "Nuevo texto",
        "No hubo votación",
    )
    assert acuerdo.sin_efecto


def test_sin_motivo_no_se_rectifica(acta, encargada, entrar):
    entrar(encargada).post(aprobar_url(acta.sesion), envio(acta))

    pagina = entrar(encargada).post(rectificar_url(acta.sesion), {"texto": "Nuevo texto"}).text

    assert "Nuevo texto" in pagina
    assert acta.sesion.actas.count() == 1


def test_quien_solo_lee_no_tiene_botones(acta, lectora, entrar):
    pagina = entrar(lectora).get(acta.sesion.get_absolute_url()).text

    assert aprobar_url(acta.sesion) not in pagina


def test_con_acta_aprobada_la_sesion_no_ofrece_eliminarse_y_dice_por_que(entrar, encargada, acta):
    cliente, ficha = entrar(encargada), acta.sesion.get_absolute_url()
    ruta = reverse("eliminar", args=["sesion", acta.sesion.codigo])
    antes = cliente.get(ficha).text

    acta.aprobar(por=encargada, el=acta.sesion.hasta, respaldo_tipo=Acta.Respaldo.PRESIDENCIA)

    assert ruta in antes and ruta not in cliente.get(ficha).text
    assert "La sesión tiene un acta aprobada: consta y no se elimina." in cliente.get(ruta).text
