"""El admin lee y repara, pero no tiene camino para romper una regla de sesiones, actas ni compromisos."""

from datetime import date

import pytest
from django.urls import reverse

from mesas.models import Acta, Acuerdo, Asistencia, Avance, Compromiso, PuntoTabla, Sesion
from tests.fabricas.actores import ActorFactory
from tests.fabricas.sesiones import ActaFactory, CompromisoFactory, PuntoTablaFactory, SesionFactory, un_enlace

pytestmark = pytest.mark.django_db
HOY = date(2026, 5, 4)


def direccion(objeto, vista="change"):
    return reverse(f"admin:mesas_{objeto._meta.model_name}_{vista}", args=[objeto.pk])


def confirmada(por):
    sesion = SesionFactory(estado="realizada")
    Asistencia.anotar(por=por, sesion=sesion, actor=ActorFactory())
    sesion.confirmar_asistencia(por=por)
    return sesion.asistencias.get()


def en_linea(prefijo, filas=0):
    return {f"{prefijo}-TOTAL_FORMS": filas, f"{prefijo}-INITIAL_FORMS": filas}


LINEAS_DE_LA_SESION = {
    clave: valor
    for prefijo in ("puntos", "asistencias", "recuentos", "convocados")
    for clave, valor in en_linea(prefijo).items()
}
LINEAS_DEL_COMPROMISO = {
    clave: valor
    for prefijo in ("partes", "avances", "reprogramaciones", "transferencias", "montos")
    for clave, valor in en_linea(prefijo).items()
}


def test_un_estado_enviado_a_mano_no_se_guarda(entrar, administradora):
    sesion, compromiso = SesionFactory(), CompromisoFactory(suscrito_el=HOY)
    cliente = entrar(administradora)

    cliente.post(
        direccion(sesion),
        {
            "estado": "realizada",
            "tipo": "taller",
            "precision": "dia",
            "desde": "2026-03-04",
            "hasta": "2026-03-04",
            "zona_horaria": "America/Santiago",
            "modo_asistencia": "nominal",
            "version_leida": sesion.version,
            **LINEAS_DE_LA_SESION,
        },
    )
    cliente.post(
        direccion(compromiso),
        {
            "estado": "cumplido_verificado",
            "accion": "Otra promesa",
            "vence": "2030-01-01",
            "prioridad": "alta",
            "version_leida": compromiso.version,
            **LINEAS_DEL_COMPROMISO,
        },
    )

    sesion.refresh_from_db()
    compromiso.refresh_from_db()
    assert (sesion.estado, sesion.tipo) == ("borrador", "taller")
    assert (compromiso.estado, compromiso.prioridad) == ("suscrito", "alta")
    assert compromiso.accion != "Otra promesa"
    assert compromiso.vence != date(2030, 1, 1)


@pytest.mark.parametrize("vista", ["change", "delete"])
def test_lo_sellado_no_se_cambia_ni_se_borra(vista, entrar, administradora, encargada):
    acta = ActaFactory(aprobada=True, acuerdos=["Uno"])
    punto = PuntoTablaFactory(sesion=acta.sesion)
    asistencia = confirmada(encargada)
    compromiso = CompromisoFactory(suscrito_el=HOY)
    avance = compromiso.informar_avance(por=encargada, el=HOY, resultado="en_curso", evidencias=[un_enlace()])
    cliente = entrar(administradora)
    sellados = [acta, acta.acuerdos.get(), punto, asistencia, avance, acta.sesion]

    for objeto in sellados if vista == "change" else [*sellados, compromiso]:
        respuesta = cliente.post(direccion(objeto, vista), {"post": "yes", "texto": "Otro"})
        assert respuesta.status_code == 403, objeto

    modelos = (Acta, Acuerdo, PuntoTabla, Asistencia, Avance, Sesion, Compromiso)
    assert [m.objects.count() for m in modelos] == [1, 1, 1, 1, 1, 2, 1]
    assert Acta.objects.get().esta_integra()


@pytest.mark.parametrize("modelo", [Acta, Acuerdo, Asistencia, Compromiso, Sesion, Avance])
def test_no_hay_borrado_en_lote(modelo, entrar, administradora, encargada):
    acta = ActaFactory(aprobada=True, acuerdos=["Uno"])
    confirmada(encargada)
    CompromisoFactory(suscrito_el=HOY).informar_avance(por=encargada, el=HOY, resultado="en_curso")
    antes = modelo.objects.count()

    entrar(administradora).post(
        reverse(f"admin:mesas_{modelo._meta.model_name}_changelist"),
        {"action": "delete_selected", "_selected_action": [f.pk for f in modelo.objects.all()], "post": "yes"},
    )

    assert modelo.objects.count() == antes
    assert Acta.objects.get().pk == acta.pk


def test_un_propuesto_se_corrige_con_motivo_en_el_historial(entrar, administradora):
    compromiso = CompromisoFactory()

    respuesta = entrar(administradora).post(
        direccion(compromiso),
        {
            "accion": "Lo corregido",
            "responsable": compromiso.responsable_id,
            "vence": "2026-12-31",
            "origen": "declarado",
            "fuente": "Documento de ejemplo",
            "unidad_monto": 1,
            "motivo": "Error de tipeo",
            "version_leida": compromiso.version,
            **LINEAS_DEL_COMPROMISO,
        },
    )

    assert respuesta.status_code == 302, respuesta.context["adminform"].errors
    compromiso.refresh_from_db()
    assert (compromiso.accion, compromiso.vence_original) == ("Lo corregido", date(2026, 12, 31))
    assert compromiso.history.first().history_change_reason == "Error de tipeo"


def test_crear_en_el_admin_pone_codigo_y_plazo_original(entrar, administradora):
    mesa = CompromisoFactory().mesa

    entrar(administradora).post(
        reverse("admin:mesas_compromiso_add"),
        {
            "mesa": mesa.pk,
            "accion": "Algo nuevo",
            "responsable": ActorFactory().pk,
            "vence": "31-12-2026",
            "origen": "declarado",
            "fuente": "Documento de ejemplo",
            "unidad_monto": 1,
        },
    )

    nuevo = Compromiso.objects.get(accion="Algo nuevo")
    assert nuevo.codigo.startswith("C-00-")
    assert (nuevo.estado, nuevo.vence_original) == ("propuesto", date(2026, 12, 31))


@pytest.mark.parametrize("busqueda", ["Pavimentar", "pavimentár"])
def test_se_busca_por_su_texto(busqueda, entrar, administradora):
    CompromisoFactory(accion="Pavimentar el pasaje")

    respuesta = entrar(administradora).get(reverse("admin:mesas_compromiso_changelist"), {"q": busqueda.lower()})

    assert respuesta.status_code == 200
