"""Un informe se envía, se observa, se emite por otra persona y se corrige; lo emitido no cambia."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.db.models import ProtectedError
from django.utils import timezone

from actores.models import Rol
from comun.documentos import canonico
from comun.models import ObjetoSellado
from comun.ordenes import ErrorDeUso
from comun.planillas import leer_libro, previsualizar, tipo_llamado
from informes.models import ArchivoAnual, InformeAnual, ObservacionAnual, PlazoDeInforme, SeccionNarrativa, VersionAnual
from informes.revision_y_emision import version as modulo_version
from informes.revision_y_emision.emitible import CambioDesdeLaLectura, FaltanCuatroOjos, ParteDeEmitible
from mesas.models import FaltaMotivo, TransicionInvalida
from tests.fabricas.actores import UsuarioFactory
from tests.fabricas.emision import UN_DIA, informe_emitido, informe_enviado, observacion
from tests.fabricas.informes import GastoDelAnioFactory, InformeAnualFactory, LeccionFactory, ProyectoFactory
from tests.informes import ejemplo
from tests.informes.libros import libro_de_proyecto
from tests.restricciones import impide

pytestmark = pytest.mark.django_db


def emisora():
    return UsuarioFactory(rol=Rol.NACIONAL)


def test_recorre_su_camino_y_deja_cada_paso_en_el_historial():
    informe, editora, nacional = InformeAnualFactory(), UsuarioFactory(), emisora()

    informe.enviar(por=editora)
    informe.observar(por=nacional, motivo="Falta el género")
    informe.enviar(por=editora)
    informe.emitir(por=nacional, el=UN_DIA)
    informe.corregir(por=editora, motivo="Un monto mal escrito")

    pasos = [(uno.estado, uno.history_user, uno.history_change_reason) for uno in informe.history.order_by("pk")[1:]]
    assert pasos == [
        ("enviado", editora, "enviado a revisión"),
        ("observado", nacional, "Falta el género"),
        ("enviado", editora, "enviado a revisión"),
        ("emitido", nacional, "versión 1 emitida"),
        ("borrador", editora, "Un monto mal escrito"),
    ]


@pytest.mark.parametrize(
    ("estado", "verbos"),
    {
        "borrador": {"enviar"},
        "enviado": {"observar", "retomar", "emitir"},
        "observado": {"enviar", "retomar"},
        "emitido": {"corregir"},
    }.items(),
)
def test_cada_estado_admite_solo_sus_verbos(estado, verbos):
    argumentos = {"observar": {"motivo": "x"}, "corregir": {"motivo": "x"}, "emitir": {"el": UN_DIA}}
    posibles = set()
    for verbo in ("enviar", "observar", "retomar", "emitir", "corregir"):
        informe = en_estado(estado)
        try:
            getattr(informe, verbo)(por=emisora(), **argumentos.get(verbo, {}))
            posibles.add(verbo)
        except TransicionInvalida:
            assert InformeAnual.objects.get(pk=informe.pk).estado == estado

    assert posibles == verbos


def en_estado(estado):
    if estado == "borrador":
        return InformeAnualFactory()
    if estado == "emitido":
        return informe_emitido()
    informe = informe_enviado()
    if estado == "observado":
        informe.observar(por=emisora(), motivo="Falta")
    return informe


@pytest.mark.parametrize("verbo", ["observar", "corregir"])
def test_devolver_y_corregir_piden_motivo(verbo):
    informe = en_estado("enviado" if verbo == "observar" else "emitido")

    with pytest.raises(FaltaMotivo):
        getattr(informe, verbo)(por=emisora(), motivo="  ")


def test_no_lo_emite_quien_lo_envio():
    nacional = emisora()
    informe = informe_enviado(por=nacional)

    with pytest.raises(FaltanCuatroOjos):
        informe.emitir(por=nacional, el=UN_DIA)

    assert not VersionAnual.objects.exists()
    assert InformeAnual.objects.get().estado == "enviado"


def test_no_lo_emite_quien_escribio_un_texto_aunque_lo_haya_enviado_otra_persona():
    informe, autora = InformeAnualFactory(), emisora()
    leccion = LeccionFactory(informe=informe)
    leccion.registrar(por=autora)
    informe.enviar(por=UsuarioFactory())

    with pytest.raises(FaltanCuatroOjos):
        informe.emitir(por=autora, el=UN_DIA)


def test_no_se_emite_un_documento_distinto_del_que_se_leyo():
    informe = informe_enviado()
    leida = informe.huella_viva()
    GastoDelAnioFactory(proyecto=informe.proyecto)

    with pytest.raises(CambioDesdeLaLectura):
        informe.emitir(por=emisora(), el=UN_DIA, leida=leida)

    informe.refresh_from_db()
    informe.emitir(por=emisora(), el=UN_DIA, leida=informe.huella_viva())


def test_la_version_congela_el_documento_con_sus_filas_su_huella_y_sus_archivos():
    proyecto = ProyectoFactory()
    GastoDelAnioFactory(proyecto=proyecto, monto="1234.50")
    informe = informe_emitido(proyecto)

    version = informe.ultima_version()

    assert version.esquema == json.loads(version.contenido)["esquema"] == canonico.ESQUEMA
    assert version.documento().estado == ""
    assert version.documento().pie == "Versión 1, emitida el 01-03-2021"
    gasto = next(cifra for cifra in version.documento().cifras() if cifra.clave == "gasto-anio")
    assert gasto.texto == "1,234.50"
    assert [fila.valor for fila in gasto.filas] == [gasto.valor]
    assert gasto.url == f"/informes/anual/{informe.codigo}/versiones/1/cifras/gasto-anio/"
    assert version.esta_integra()
    assert sorted(version.archivos.values_list("formato", flat=True)) == ["docx", "html", "pdf", "xlsx"]
    assert all(archivo.leer() and len(archivo.leer()) == archivo.tamano for archivo in version.archivos.all())


def test_enviar_dice_cuando_y_quien():
    antes, editora = timezone.now(), UsuarioFactory()
    informe = InformeAnualFactory()
    assert (informe.enviado_at, informe.enviado_por) == (None, None)

    informe.enviar(por=editora)

    informe.refresh_from_db()
    assert antes <= informe.enviado_at <= timezone.now()
    assert informe.enviado_por == editora


def test_la_version_dice_quien_la_envio_quien_la_emitio_y_cuando():
    antes, editora, nacional = timezone.now(), UsuarioFactory(), emisora()

    version = informe_emitido(por=editora, emisor=nacional).ultima_version()

    assert (version.enviada_por, version.emitida_por) == (editora, nacional)
    assert antes <= version.emitida_at <= timezone.now()


def test_cambiar_las_filas_no_cambia_lo_emitido():
    gasto = GastoDelAnioFactory()
    informe = informe_emitido(gasto.proyecto)
    antes = informe.ultima_version().contenido

    gasto.monto = 9
    gasto.registrar(por=None)

    assert informe.ultima_version().contenido == antes
    assert informe.huella_viva() != informe.ultima_version().hash


def test_se_nota_si_alguien_cambia_lo_emitido_por_fuera():
    version = informe_emitido().ultima_version()
    archivo = version.archivos.get(formato="html")

    with connection.cursor() as cursor:
        cursor.execute("UPDATE informes_versionanual SET contenido = contenido || ' ' WHERE id = %s", [version.pk])
    with default_storage.open(archivo.archivo.name, "ab") as abierto:
        abierto.write(b"<!-- otro -->")

    assert not VersionAnual.objects.get(pk=version.pk).esta_integra()
    assert archivo.leer() is None


@pytest.mark.parametrize("modelo", [VersionAnual, ArchivoAnual])
def test_lo_emitido_no_se_cambia_ni_se_borra(modelo):
    informe_emitido()
    fila = modelo.objects.first()
    campo = "motivo" if modelo is VersionAnual else "sha256"
    setattr(fila, campo, "otra cosa")

    with pytest.raises(ObjetoSellado):
        fila.save()
    with pytest.raises(ObjetoSellado):
        fila.delete()
    with pytest.raises(ObjetoSellado):
        modelo.objects.update(**{campo: "x"})
    with pytest.raises(ObjetoSellado):
        modelo.objects.all().delete()


def test_un_informe_con_versiones_no_se_borra():
    informe = informe_emitido()

    with pytest.raises(ProtectedError):
        informe.delete()


@pytest.mark.parametrize("estado", ["enviado", "emitido"])
def test_sus_textos_no_se_agregan_cambian_ni_borran_mientras_esta_cerrado(estado):
    informe = InformeAnualFactory()
    leccion = LeccionFactory(informe=informe)
    informe.enviar(por=UsuarioFactory())
    if estado == "emitido":
        informe.emitir(por=emisora(), el=UN_DIA)
    leccion.refresh_from_db()
    leccion.logro = "Otra cosa"

    with pytest.raises(ObjetoSellado):
        leccion.save()
    with pytest.raises(ObjetoSellado):
        leccion.delete()
    with pytest.raises(ObjetoSellado):
        SeccionNarrativa.objects.create(informe=informe, clave="I.A")


def test_al_corregir_se_vuelve_a_escribir_y_la_version_siguiente_lleva_el_motivo():
    informe = informe_emitido()
    informe.corregir(por=UsuarioFactory(), motivo="Un monto mal escrito")
    SeccionNarrativa.objects.create(informe=informe, clave="I.A", texto="Ahora sí")
    informe.enviar(por=UsuarioFactory())

    version = informe.emitir(por=emisora(), el=date(2021, 4, 1))

    assert (version.numero, version.motivo) == (2, "Un monto mal escrito")
    assert "Ahora sí" in version.contenido
    assert "Ahora sí" not in informe.versiones.get(numero=1).contenido


def test_si_un_archivo_no_se_puede_escribir_no_queda_nada(monkeypatch):
    informe = informe_enviado()
    monkeypatch.setattr(modulo_version, "renderizar", _renderizar_hasta_el_pdf)

    with pytest.raises(OSError, match="disco lleno"):
        informe.emitir(por=emisora(), el=UN_DIA)

    assert not VersionAnual.objects.exists()
    assert InformeAnual.objects.get().estado == "enviado"
    assert default_storage.listdir(f"emitidos/{informe.codigo}/v1")[1] == []


def _renderizar_hasta_el_pdf(documento, formato, **opciones):
    if formato == "pdf":
        raise OSError("disco lleno")
    return b"algo"


def test_se_observa_por_parte_solo_en_revision_y_se_atiende_una_vez():
    una, editora = observacion(), UsuarioFactory()

    una.resolver(por=editora, respuesta="Agregado")

    assert (una.numero_version, una.nombre_de_la_parte) == (1, "I.A Teoría de cambio")
    assert not ObservacionAnual.objects.abiertas().exists()
    with pytest.raises(TransicionInvalida):
        una.resolver(por=editora)
    una.reabrir(por=editora, motivo="No bastó")
    assert ObservacionAnual.objects.abiertas().get().respuesta == ""
    una.informe.observar(por=una.autor, motivo="Falta")
    with pytest.raises(TransicionInvalida):
        observacion(informe=una.informe)


def test_las_observaciones_no_las_lee_quien_solo_observa(observadora):
    una = observacion(ProyectoFactory(observadores=[observadora]))

    assert InformeAnual.objects.visibles_para(observadora).exists()
    assert not ObservacionAnual.objects.visibles_para(observadora).exists()
    assert ObservacionAnual.objects.visibles_para(una.autor).get() == una


# --- La orden y la planilla ---


def generar(informe, formato, version, tmp_path):
    salida = tmp_path / f"salida.{formato}"
    proyecto = informe.proyecto.codigo
    orden = {"proyecto": proyecto, "anio": informe.anio, "formato": formato, "salida": str(salida)}
    call_command("generar_informe_anual", **orden, version_emitida=version, stdout=StringIO())
    return salida.read_bytes()


@pytest.mark.parametrize("formato", ["docx", "pdf", "xlsx", "html", "json"])
@pytest.mark.parametrize("pedida", ["1", "ultima"])
def test_la_orden_entrega_lo_emitido_y_no_lo_de_ahora(tmp_path, formato, pedida):
    gasto = GastoDelAnioFactory()
    informe = informe_emitido(gasto.proyecto)
    gasto.monto = 9
    gasto.registrar(por=None)
    version = informe.ultima_version()
    emitido = version.contenido.encode() if formato == "json" else version.archivos.get(formato=formato).leer()

    assert generar(informe, formato, pedida, tmp_path) == emitido


def test_sin_version_la_orden_entrega_el_borrador(tmp_path):
    informe = informe_emitido()

    assert b"Borrador" in generar(informe, "html", None, tmp_path)
    assert "Versión 1, emitida el 01-03-2021".encode() in generar(informe, "html", "ultima", tmp_path)
    assert b"Borrador" not in generar(informe, "html", "ultima", tmp_path)


@pytest.mark.parametrize(("pedida", "frase"), [("2", "no tiene la versión «2»; hay: 1"), ("x", "no tiene la versión")])
def test_una_version_que_no_existe_se_dice(tmp_path, pedida, frase):
    with pytest.raises(ErrorDeUso, match=frase):
        generar(informe_emitido(), "json", pedida, tmp_path)


def test_sin_versiones_se_dice(tmp_path):
    with pytest.raises(ErrorDeUso, match="aún no tiene versiones emitidas"):
        generar(InformeAnualFactory(), "json", "ultima", tmp_path)


def test_una_planilla_no_cambia_los_textos_de_un_informe_cerrado():
    partes = [hoja for hoja in tipo_llamado("proyecto").hojas if issubclass(hoja.modelo, ParteDeEmitible)]

    assert len(partes) == 6
    assert all(ObjetoSellado in hoja.errores for hoja in partes)


def test_la_planilla_rechaza_la_fila_de_un_informe_enviado_y_dice_por_que(informe):
    informe.enviar(por=UsuarioFactory())
    hojas = ejemplo.hojas()
    hojas["Riesgos"][0]["descripcion"] = "Otra descripción"
    libro = leer_libro(libro_de_proyecto(hojas))

    rechazos = previsualizar(libro.tipo, libro, None).rechazos

    assert ["no se puede cambiar descripción" in str(rechazo) for rechazo in rechazos] == [True]


# --- Restricciones, cada una por su nombre ---


def copia(objeto, **otros):
    """Una copia sin guardar de lo guardado, con otros valores."""
    nueva = type(objeto)(**{campo.attname: getattr(objeto, campo.attname) for campo in objeto._meta.concrete_fields})
    nueva.pk, nueva._state.adding = None, True
    for campo, valor in otros.items():
        setattr(nueva, campo, valor)
    return nueva


@pytest.mark.parametrize(
    ("nombre", "otros"),
    [
        ("informes_versionanual_numero_unico", {}),
        ("informes_versionanual_cuatro_ojos", {"numero": 2, "motivo": "x", "emitida_por": None}),
        ("informes_versionanual_con_huella", {"numero": 2, "motivo": "x", "hash": ""}),
        ("informes_versionanual_correccion_con_motivo", {"numero": 2}),
    ],
)
def test_una_version(nombre, otros):
    version = informe_emitido().ultima_version()
    if "emitida_por" in otros:
        otros = {**otros, "emitida_por": version.enviada_por}

    impide(nombre, copia(version, **otros))


@pytest.mark.parametrize(
    ("nombre", "otros"),
    [
        ("informes_archivoanual_formato_unico", {}),
        ("informes_archivoanual_con_huella", {"formato": "odt", "sha256": ""}),
    ],
)
def test_un_archivo_emitido(nombre, otros):
    impide(nombre, copia(informe_emitido().ultima_version().archivos.first(), **otros))


@pytest.mark.parametrize(
    ("nombre", "otros"),
    [
        ("informes_informeanual_estado_valido", {"estado": "otro", "enviado_at": None}),
        ("informes_informeanual_enviado_por_alguien", {"estado": "enviado"}),
    ],
)
def test_un_informe(nombre, otros):
    if nombre.endswith("valido"):
        enviado = informe_enviado()
        otros = {"estado": "otro", "enviado_at": enviado.enviado_at, "enviado_por": enviado.enviado_por}
    informe = InformeAnualFactory.build(proyecto=ProyectoFactory(), **otros)

    impide(nombre, informe)


def test_una_observacion_atendida_dice_por_quien():
    una = copia(observacion(), codigo="OB-000099", respuesta="Hecho")

    impide("informes_observacionanual_resuelta_por_alguien", una)


def test_un_plazo_por_etapa():
    plazo = PlazoDeInforme.crear(por=None, clase="anual", anio=2020, etapa="envio", fecha=UN_DIA)

    impide("informes_plazo_uno_por_etapa", copia(plazo))
