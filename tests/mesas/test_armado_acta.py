"""El documento del acta, la orden que lo genera, sus descargas y la página pública que lo verifica."""

import hashlib
import io
import json
from decimal import Decimal
from unittest.mock import patch

import pytest
from django.db import connection
from django.urls import reverse

from actores.models import Actor
from mesas.armado.acta import armar
from mesas.generar import acta_de, archivo_del_acta
from mesas.management.commands.generar_acta import Command
from mesas.models import Acta, Acuerdo, Asistencia, Compromiso
from tests.fabricas.actores import ActorFactory, PersonaFactory
from tests.fabricas.mesas import IntegranteFactory
from tests.fabricas.sesiones import UN_DIA, UN_PLAZO, ActaFactory, PuntoTablaFactory, SesionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def borrador(encargada, valparaiso):
    """Una sesión con un suplente presente, un punto, un acuerdo dividido y un compromiso."""
    sesion = SesionFactory(direcciones=[valparaiso], lugar="Sede vecinal", modalidad="mixta")
    persona = PersonaFactory(nombre="Rosa Ejemplo")
    junta = ActorFactory(nombre="Junta de Vecinos Los Boldos")
    IntegranteFactory(instancia=sesion.instancia, actor=junta, persona=persona, calidad="suplente")
    punto = PuntoTablaFactory(sesion=sesion, titulo="Agua potable", lo_tratado="Se vio el pozo.", estado="tratado")
    Asistencia.anotar(por=encargada, sesion=sesion, actor=junta, persona=persona)
    Asistencia.anotar(por=encargada, sesion=sesion, actor=ActorFactory(nombre="Municipio"), estado="excusado")
    sesion.realizar(por=encargada)
    sesion.confirmar_asistencia(por=encargada)
    acta = Acta.crear(por=encargada, sesion=sesion)
    votos = {"votos_a_favor": 5, "votos_en_contra": 1, "abstenciones": 2, "disenso": "El comité prefiere esperar."}
    Acuerdo.crear(por=encargada, acta=acta, punto=punto, texto="Pedir el estudio", **votos)
    Compromiso.crear(
        por=encargada,
        origen="punto",
        punto=punto,
        responsable=junta,
        accion="Encargar el estudio",
        vence=UN_PLAZO,
        monto=Decimal(15000000),
        moneda="CLP",
    )
    return acta


def aprobar(acta, por):
    acta.aprobar(por=por, el=UN_DIA, respaldo_tipo="presidencia")
    return Acta.objects.get(pk=acta.pk)


def texto(acta):
    return archivo_del_acta(acta, "html").decode()


def por_sql(sentencia, *valores):
    with connection.cursor() as cursor:
        cursor.execute(sentencia, valores)


def ejecutar(*argumentos):
    """(código de salida, lo escrito en stderr)."""
    orden = Command(stderr=io.StringIO(), stdout=io.StringIO(), no_color=True)
    try:
        # Una orden cierra la conexión al terminar; aquí es la de la prueba.
        with patch("django.core.management.base.connections.close_all"):
            orden.run_from_argv(["manage.py", "generar_acta", *map(str, argumentos)])
    except SystemExit as salida:
        return salida.code, orden.stderr.getvalue().strip()
    return 0, orden.stderr.getvalue().strip()


# --- El documento ---


def test_el_borrador_se_compone_de_lo_capturado_y_lo_dice(borrador):
    escrito = texto(borrador)

    assert armar(borrador).estado == "Borrador"
    for dicho in (
        "Sede vecinal",
        "Mixta",
        "Rosa Ejemplo (s)",
        "Presentes: 1 de 2.",
        "Se vio el pozo.",
        "Acuerdo por numerar.",
        "5 a favor, 1 en contra, 2 abstenciones",
        "El comité prefiere esperar.",
        "Encargar el estudio ($15.000.000)",
        "30-06-2026",
    ):
        assert dicho in escrito
    assert "Verificación" not in escrito


def test_la_aprobada_lleva_numeros_y_donde_se_verifica(borrador, encargada):
    acta = aprobar(borrador, encargada)

    escrito = texto(acta)

    assert armar(acta).estado == ""
    assert "Acuerdo 1/2026." in escrito
    assert reverse("acta_verificar", args=[acta.token]) in escrito
    assert acta.hash in escrito


def test_la_aprobada_sale_de_lo_congelado_y_nunca_de_las_filas_vivas(borrador, encargada):
    acta = aprobar(borrador, encargada)
    antes = texto(acta)
    junta = Actor.objects.get(nombre__startswith="Junta")
    junta.nombre = "Otra institución"
    junta.registrar(por=None)
    mesa = acta.sesion.instancia.mesa
    mesa.nombre = "Otra mesa"
    mesa.registrar(por=None)

    assert texto(Acta.objects.get(pk=acta.pk)) == antes


def test_una_rectificada_dice_por_cual(borrador, encargada):
    acta = aprobar(borrador, encargada)
    segunda = acta.rectificar(por=encargada, motivo="Faltó un nombre")
    assert "la reemplaza" not in texto(acta)

    aprobar(segunda, encargada)

    assert "La versión 2 del acta la reemplaza." in texto(acta)
    assert "Faltó un nombre" in texto(segunda)


def test_lo_congelado_con_el_primer_esquema_todavia_se_arma_y_es_integro(borrador, encargada):
    acta = aprobar(borrador, encargada)
    viejo = json.loads(acta.contenido) | {"esquema": 1}
    for parte, nombre in (
        (viejo["sesion"], "modalidad"),
        (viejo["asistencia"], "quorum"),
        (viejo["acuerdos"][0], "punto"),
    ):
        del parte[nombre]
    contenido = json.dumps(viejo)
    huella = hashlib.sha256(contenido.encode()).hexdigest()
    por_sql("UPDATE mesas_acta SET contenido = %s, hash = %s WHERE id = %s", contenido, huella, acta.pk)
    acta.refresh_from_db()

    assert acta.esta_integra()
    assert "Acuerdo 1/2026." in texto(acta)


def test_una_sesion_sin_acta_abierta_da_su_borrador_y_una_por_hacer_no_da_nada():
    realizada = SesionFactory(estado="realizada", modo_asistencia="recuento", asistencia_declarada=40)

    assert "40 asistentes." in texto(acta_de(realizada))
    assert acta_de(realizada, version=2) is None
    assert acta_de(SesionFactory()) is None


def test_sin_fecha_todavia_no_hay_acta_que_armar(encargada, entrar, valparaiso):
    acta = ActaFactory(sesion=SesionFactory(desde=None, direcciones=[valparaiso]))

    assert acta_de(acta.sesion) is None
    assert entrar(encargada).get(reverse("acta_aprobar", args=[acta.sesion.codigo])).status_code == 302


@pytest.mark.parametrize("formato", ["docx", "pdf"])
def test_se_escribe_en_los_formatos_que_se_firman(formato, borrador):
    assert len(archivo_del_acta(borrador, formato)) > 1000


def test_el_json_de_una_aprobada_es_lo_que_su_huella_sella(borrador, encargada):
    acta = aprobar(borrador, encargada)

    assert hashlib.sha256(archivo_del_acta(acta, "json")).hexdigest() == acta.hash


# --- La orden ---


def test_la_orden_escribe_el_archivo(borrador, tmp_path):
    salida = tmp_path / "acta.html"

    assert ejecutar("--sesion", borrador.sesion.codigo, "--formato", "html", "--salida", salida) == (0, "")
    assert "Se vio el pozo." in salida.read_text(encoding="utf-8")


def test_la_orden_dice_por_que_no_puede(borrador, encargada, tmp_path):
    acta = aprobar(borrador, encargada)
    por_sql("UPDATE mesas_acuerdo SET texto = 'Otro' WHERE acta_id = %s", acta.pk)
    por_hacer, codigo = SesionFactory(), acta.sesion.codigo
    resto = ("--formato", "html", "--salida", tmp_path / "acta.html")

    assert ejecutar("--sesion", "S-99-9999", *resto) == (2, "No existe la sesión S-99-9999; revisa --sesion.")
    assert ejecutar("--sesion", por_hacer.codigo, *resto)[1].startswith(f"La sesión {por_hacer.codigo} está borrador")
    assert ejecutar("--sesion", codigo, *resto)[1] == (
        f"El acta de {codigo} fue alterada después de aprobarse: no se entrega."
    )
    assert not (tmp_path / "acta.html").exists()


# --- Las descargas ---


def test_la_sesion_ofrece_su_acta_y_la_entrega(borrador, encargada, entrar):
    cliente = entrar(encargada)
    url = reverse("sesion_acta", args=[borrador.sesion.codigo, 1, "docx"])

    assert url in cliente.get(borrador.sesion.get_absolute_url()).text
    assert cliente.get(url)["Content-Disposition"] == (f'attachment; filename="{borrador.sesion.codigo}-acta-v1.docx"')


@pytest.mark.parametrize(("version", "formato"), [(2, "pdf"), (1, "xlsx"), (1, "exe")])
def test_lo_que_no_hay_no_se_descarga(version, formato, borrador, encargada, entrar):
    url = reverse("sesion_acta", args=[borrador.sesion.codigo, version, formato])

    assert entrar(encargada).get(url).status_code == 404


def test_quien_solo_observa_no_ve_las_descargas_ni_las_abre(borrador, observadora, entrar):
    mesa = borrador.sesion.instancia.mesa
    mesa.observadores.add(observadora)
    url = reverse("sesion_acta", args=[borrador.sesion.codigo, 1, "pdf"])

    assert url not in entrar(observadora).get(borrador.sesion.get_absolute_url()).text
    assert entrar(observadora).get(url).status_code == 403


def test_una_alterada_no_se_entrega_y_lo_dice(borrador, encargada, entrar):
    acta = aprobar(borrador, encargada)
    por_sql("UPDATE mesas_acuerdo SET texto = 'Otro' WHERE acta_id = %s", acta.pk)

    respuesta = entrar(encargada).get(reverse("sesion_acta", args=[acta.sesion.codigo, 1, "pdf"]), follow=True)

    assert "fue alterada por fuera del sistema" in respuesta.text


# --- La verificación pública ---


def verificar(client, acta):
    return client.get(reverse("acta_verificar", args=[acta.token]))


def test_verificar_muestra_instituciones_y_nunca_personas(borrador, encargada, client):
    pagina = verificar(client, aprobar(borrador, encargada)).text

    assert "Vigente" in pagina
    assert "Junta de Vecinos Los Boldos" in pagina
    assert "Municipio" not in pagina  # se excusó
    for reservado in ("Rosa Ejemplo", "Pedir el estudio", "Encargar el estudio", "Se vio el pozo", str(encargada)):
        assert reservado not in pagina


def test_verificar_dice_cual_la_rectifico(borrador, encargada, client):
    acta = aprobar(borrador, encargada)
    segunda = aprobar(acta.rectificar(por=encargada, motivo="Faltó un nombre"), encargada)

    pagina = verificar(client, acta).text

    assert "Rectificada por la versión 2" in pagina
    assert "Vigente" not in pagina
    assert reverse("acta_verificar", args=[segunda.token]) in pagina
    assert "Vigente" in verificar(client, segunda).text


@pytest.mark.parametrize(
    "sentencia",
    [
        "UPDATE mesas_acuerdo SET votos_a_favor = 50 WHERE acta_id = %s",
        "UPDATE mesas_acta SET contenido = 'no es json' WHERE id = %s",
        "UPDATE mesas_acta SET texto = 'Otra cosa' WHERE id = %s",
    ],
)
def test_verificar_delata_lo_cambiado_por_sql(sentencia, borrador, encargada, client):
    acta = aprobar(borrador, encargada)
    por_sql(sentencia, acta.pk)

    pagina = verificar(client, acta).text

    assert "Alterado" in pagina
    assert "Vigente" not in pagina


def test_verificar_lo_que_no_existe_responde_404_y_se_detiene_a_quien_prueba_muchas(client):
    inventada = reverse("acta_verificar", args=["inventada"])

    respuestas = [client.get(inventada).status_code for _ in range(31)]

    assert set(respuestas[:30]) == {404}
    assert respuestas[30] == 429


def test_un_borrador_no_tiene_direccion_publica(client):
    acta = ActaFactory()

    assert acta.token == ""
    assert client.get("/publico/verificar//").status_code == 404
