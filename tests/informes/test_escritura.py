"""Escribir un informe anual por secciones: quién puede, qué se guarda y qué pasa si dos escriben a la vez."""

from datetime import timedelta

import pytest
from django.utils import timezone

from informes.escritura import ConflictoDeTexto, escribir
from informes.models import Leccion, LogroAnual, PropuestaAceptada, Riesgo, SeccionNarrativa
from tests.fabricas.comun import CifraDeclaradaFactory
from tests.fabricas.informes import (
    IndicadorFactory,
    InformeAnualFactory,
    LeccionFactory,
    ProductoFactory,
    ProyectoFactory,
    indicador_medido,
)

pytestmark = pytest.mark.django_db


def un_informe(direccion, **campos):
    return InformeAnualFactory(proyecto=ProyectoFactory(direcciones=[direccion]), **campos)


def ruta(informe, nombre=""):
    base = f"/informes/anual/{informe.codigo}/escribir/"
    return f"{base}{nombre}/" if nombre else base


def guardado(informe, clave="I.C"):
    return SeccionNarrativa.objects.get(informe=informe, clave=clave)


def test_el_indice_dice_cuanto_lleva_cada_seccion(entrar, encargada, valparaiso):
    informe = un_informe(valparaiso)
    SeccionNarrativa.crear(por=encargada, informe=informe, clave="I.C", texto="Listo")

    pagina = entrar(encargada).get(ruta(informe))

    estados = {una.nombre: una.estado for una in pagina.context["indice"]}
    assert estados["efecto"] == "completa"
    assert estados["genero"] == "vacia"
    assert "Falta el texto de contribución a la igualdad de género" in pagina.text


def test_guarda_el_texto_y_vuelve_a_la_seccion(entrar, encargada, valparaiso):
    informe = un_informe(valparaiso)

    respuesta = entrar(encargada).post(ruta(informe, "efecto"), {"texto": "Uno\r\n\r\nDos", "version_leida": "0"})

    assert respuesta.url == ruta(informe, "efecto")
    assert guardado(informe).texto == "Uno\n\nDos"
    assert guardado(informe).history.get().history_user == encargada


def test_i_a_dice_si_la_teoria_de_cambio_sigue_vigente(entrar, encargada, valparaiso):
    informe = un_informe(valparaiso)

    entrar(encargada).post(ruta(informe, "teoria-de-cambio"), {"texto": "", "vigente": "no", "version_leida": "0"})

    assert guardado(informe, "I.A").vigente is False


def test_cada_producto_tiene_su_seccion(entrar, encargada, valparaiso):
    informe = un_informe(valparaiso)
    producto = ProductoFactory(proyecto=informe.proyecto, numero=2)

    entrar(encargada).post(ruta(informe, "producto-2"), {"texto": "Del dos", "version_leida": "0"})

    assert SeccionNarrativa.objects.get(informe=informe, producto=producto).texto == "Del dos"


@pytest.mark.parametrize("nombre", ["inventada", "producto-9", "dinero"])
def test_una_seccion_que_no_existe_es_404(nombre, entrar, encargada, valparaiso):
    informe = un_informe(valparaiso)

    assert entrar(encargada).get(ruta(informe, nombre)).status_code == 404


def test_un_informe_enviado_ya_no_se_escribe(entrar, encargada, valparaiso):
    informe = un_informe(valparaiso)
    informe.enviar(por=encargada)

    assert entrar(encargada).get(ruta(informe, "efecto")).status_code == 403
    assert entrar(encargada).post(f"{ruta(informe, 'efecto')}guardar/", {"texto": "x"}).status_code == 403


def test_quien_llega_segundo_ve_los_dos_textos_y_el_suyo_sigue_editable(entrar, encargada, nacional, valparaiso):
    informe = un_informe(valparaiso)
    escribir(informe=informe, clave="I.C", producto=None, version_leida=0, texto="De ella", vigente=None, por=nacional)

    pagina = entrar(encargada).post(ruta(informe, "efecto"), {"texto": "Mi versión", "version_leida": "0"})

    assert pagina.status_code == 409
    assert "De ella" in pagina.text
    assert str(nacional) in pagina.text
    assert pagina.context["form"]["texto"].value() == "Mi versión"
    assert pagina.context["form"]["version_leida"].value() == 1
    assert guardado(informe).texto == "De ella"


def test_despues_de_ver_el_conflicto_se_guarda_lo_propio(entrar, encargada, nacional, valparaiso):
    informe = un_informe(valparaiso)
    escribir(informe=informe, clave="I.C", producto=None, version_leida=0, texto="De ella", vigente=None, por=nacional)

    entrar(encargada).post(ruta(informe, "efecto"), {"texto": "De ella y mío", "version_leida": "1"})

    assert guardado(informe).texto == "De ella y mío"


def test_el_autoguardado_responde_la_version_nueva_y_los_avisos(entrar, encargada, valparaiso):
    informe = un_informe(valparaiso)

    respuesta = entrar(encargada).post(f"{ruta(informe, 'efecto')}guardar/", {"texto": "Uno", "version_leida": "0"})

    assert respuesta.json()["version"] == 1
    assert respuesta.json()["avisos"] == 0
    assert guardado(informe).texto == "Uno"


def test_el_autoguardado_devuelve_el_texto_ajeno_sin_pisarlo(entrar, encargada, nacional, valparaiso):
    informe = un_informe(valparaiso)
    escribir(informe=informe, clave="I.C", producto=None, version_leida=0, texto="De ella", vigente=None, por=nacional)

    respuesta = entrar(encargada).post(f"{ruta(informe, 'efecto')}guardar/", {"texto": "Uno", "version_leida": "0"})

    assert respuesta.status_code == 409
    assert respuesta.json()["texto"] == "De ella"
    assert respuesta.json()["quien"] == str(nacional)
    assert guardado(informe).texto == "De ella"


def test_enviar_dos_veces_lo_mismo_no_es_un_conflicto_ni_otra_version(entrar, encargada, valparaiso):
    informe = un_informe(valparaiso)
    cliente = entrar(encargada)
    datos = {"texto": "Uno", "version_leida": "0"}

    estados = [cliente.post(f"{ruta(informe, 'efecto')}guardar/", datos).status_code for _ in range(2)]

    assert estados == [200, 200]
    assert guardado(informe).history.count() == 1


@pytest.mark.parametrize("datos", [{"texto": "x"}, {"texto": "x", "version_leida": "-1"}, {"texto": "x\0"}])
def test_un_autoguardado_mal_formado_dice_por_que(datos, entrar, encargada, valparaiso):
    informe = un_informe(valparaiso)

    respuesta = entrar(encargada).post(f"{ruta(informe, 'efecto')}guardar/", datos)

    assert respuesta.status_code == 422
    assert respuesta.json()["errores"]


def test_sin_sesion_el_autoguardado_manda_a_entrar(entrar, valparaiso):
    informe = un_informe(valparaiso)

    assert entrar(None).post(f"{ruta(informe, 'efecto')}guardar/", {"texto": "x"}).status_code == 302


def test_muestra_el_texto_del_anio_anterior(entrar, encargada, valparaiso):
    informe = un_informe(valparaiso, anio=2021)
    anterior = InformeAnualFactory(proyecto=informe.proyecto, anio=2020)
    SeccionNarrativa.crear(por=encargada, informe=anterior, clave="I.C", texto="Lo de 2020")

    assert "Lo de 2020" in entrar(encargada).get(ruta(informe, "efecto")).text


def medido(valparaiso):
    indicador, informe = indicador_medido(direcciones=[valparaiso])
    CifraDeclaradaFactory(ambito=indicador.mesa.codigo, mide=indicador.metrica, anio=2020, valor=7)
    return indicador, informe


def test_usar_una_frase_la_agrega_a_lo_escrito_y_recuerda_lo_propuesto(entrar, encargada, valparaiso):
    indicador, informe = medido(valparaiso)
    datos = {"texto": "Lo mío.", "version_leida": "0", "usar": "declarada-producto-1-1.1"}

    entrar(encargada).post(ruta(informe, "efecto"), datos)

    propuesta = PropuestaAceptada.objects.get()
    assert guardado(informe).texto == f"Lo mío.\n\n{propuesta.frase}"
    assert "7 sesiones" in propuesta.frase
    assert (propuesta.indicador, propuesta.valor, propuesta.seccion) == (indicador, 7, "efecto")
    assert (propuesta.informe, propuesta.usada_por) == (informe, encargada)
    assert timezone.now() - propuesta.usada_at < timedelta(minutes=1)


def test_una_propuesta_inventada_no_agrega_nada(entrar, encargada, valparaiso):
    _, informe = medido(valparaiso)

    entrar(encargada).post(ruta(informe, "efecto"), {"texto": "Uno", "version_leida": "0", "usar": "inventada"})

    assert guardado(informe).texto == "Uno"
    assert not PropuestaAceptada.objects.exists()


def test_usar_una_cifra_la_pone_en_el_logro(entrar, encargada, valparaiso):
    indicador, informe = medido(valparaiso)
    datos = {"producto-1-1.1-texto": "Además", "usar": "declarada-producto-1-1.1"}

    entrar(encargada).post(ruta(informe, "metas"), datos)

    logro = LogroAnual.objects.get(indicador=indicador, anio=2020)
    assert logro.valor == 7
    assert logro.texto.startswith("Además\n\nEn 2020")
    assert PropuestaAceptada.objects.get().seccion == "metas"


def test_los_logros_de_otra_persona_no_se_pisan(entrar, encargada, valparaiso):
    informe = un_informe(valparaiso)
    producto = ProductoFactory(proyecto=informe.proyecto, numero=1)
    indicador = IndicadorFactory(producto=producto, codigo="1.1")
    LogroAnual.crear(por=encargada, indicador=indicador, anio=2020, texto="De otra persona")

    pagina = entrar(encargada).post(ruta(informe, "metas"), {"producto-1-1.1-texto": "Mío"})

    assert "De otra persona" in pagina.text
    assert LogroAnual.objects.get().texto == "De otra persona"


def filas(prefijo, *valores, iniciales=0, total=None):
    datos = {f"{prefijo}-TOTAL_FORMS": str(total or len(valores)), f"{prefijo}-INITIAL_FORMS": str(iniciales)}
    for numero, campos in enumerate(valores):
        datos |= {f"{prefijo}-{numero}-{campo}": valor for campo, valor in campos.items()}
    return datos


def test_los_riesgos_se_agregan_en_orden(entrar, encargada, valparaiso):
    informe = un_informe(valparaiso)
    datos = filas("riesgos", {"tipo": "Político", "descripcion": "Uno"}, {"tipo": "Social", "descripcion": "Dos"})

    respuesta = entrar(encargada).post(ruta(informe, "riesgos"), datos)

    assert respuesta.status_code == 302
    assert list(informe.riesgos.order_by("orden").values_list("orden", "tipo")) == [(1, "Político"), (2, "Social")]


def test_una_fila_mala_no_deja_guardar_ninguna_y_conserva_lo_escrito(entrar, encargada, valparaiso):
    informe = un_informe(valparaiso)
    datos = filas("riesgos", {"tipo": "Político", "descripcion": "Uno"}, {"tipo": "Social"})

    pagina = entrar(encargada).post(ruta(informe, "riesgos"), datos)

    assert pagina.status_code == 200
    assert "Este campo es obligatorio" in pagina.text
    assert "Político" in pagina.text
    assert not Riesgo.objects.exists()


def test_agregar_sin_javascript_vuelve_con_una_fila_mas_y_lo_escrito(entrar, encargada, valparaiso):
    informe = un_informe(valparaiso)
    datos = filas("riesgos", {"tipo": "Político", "descripcion": "Uno"}) | {"agregar": "riesgos"}

    pagina = entrar(encargada).post(ruta(informe, "riesgos"), datos)

    assert len(pagina.context["tablas"][0].forms) == 2
    assert "Político" in pagina.text
    assert not Riesgo.objects.exists()


def test_quitar_una_fila_la_borra_y_deja_quien_en_el_historial(entrar, encargada, valparaiso):
    informe = un_informe(valparaiso)
    riesgo = Riesgo.crear(por=None, informe=informe, tipo="Político", descripcion="Uno")
    fila = {"id": riesgo.pk, "version_leida": 1, "tipo": "Político", "descripcion": "Uno", "DELETE": "on"}

    entrar(encargada).post(ruta(informe, "riesgos"), filas("riesgos", fila, iniciales=1))

    assert not Riesgo.objects.exists()
    assert Riesgo.history.filter(history_type="-").get().history_user == encargada


def test_una_fila_que_otra_persona_cambio_muestra_lo_suyo(entrar, encargada, nacional, valparaiso):
    informe = un_informe(valparaiso)
    riesgo = Riesgo.crear(por=None, informe=informe, tipo="Político", descripcion="Uno")
    riesgo.descripcion = "De ella"
    riesgo.registrar(por=nacional)
    fila = {"id": riesgo.pk, "version_leida": 1, "tipo": "Político", "descripcion": "Mío"}

    pagina = entrar(encargada).post(ruta(informe, "riesgos"), filas("riesgos", fila, iniciales=1))

    assert "De ella" in pagina.text
    assert "Mío" in pagina.text
    assert Riesgo.objects.get().descripcion == "De ella"


def test_la_fila_de_otro_informe_no_se_toca(entrar, encargada, maule, valparaiso):
    informe, ajeno = un_informe(valparaiso), un_informe(maule)
    riesgo = Riesgo.crear(por=None, informe=ajeno, tipo="Político", descripcion="Uno")
    fila = {"id": riesgo.pk, "version_leida": 1, "tipo": "Mío", "descripcion": "Mío"}

    entrar(encargada).post(ruta(informe, "riesgos"), filas("riesgos", fila, iniciales=1))

    riesgo.refresh_from_db()
    assert (riesgo.tipo, riesgo.informe) == ("Político", ajeno)


def test_las_decisiones_del_comite_se_numeran_en_su_leccion(entrar, encargada, maule, valparaiso):
    informe = un_informe(valparaiso)
    leccion = LeccionFactory(informe=informe, orden=1)
    datos = filas("lecciones", {"id": leccion.pk, "version_leida": 1, "logro": leccion.logro}, iniciales=1)
    decisiones = filas("decisiones", *({"leccion": leccion.pk, "texto": texto} for texto in ("Seguir", "Ampliar")))

    respuesta = entrar(encargada).post(ruta(informe, "lecciones"), datos | decisiones)

    assert respuesta.status_code == 302
    assert list(leccion.decisiones.order_by("orden").values_list("orden", "texto")) == [(1, "Seguir"), (2, "Ampliar")]


def test_no_se_decide_sobre_la_leccion_de_otro_informe(entrar, encargada, maule, valparaiso):
    informe = un_informe(valparaiso)
    leccion, ajena = LeccionFactory(informe=informe), LeccionFactory(informe=un_informe(maule))
    datos = filas("lecciones", {"id": leccion.pk, "version_leida": 1, "logro": leccion.logro}, iniciales=1)

    entrar(encargada).post(
        ruta(informe, "lecciones"), datos | filas("decisiones", {"leccion": ajena.pk, "texto": "No"})
    )

    assert not ajena.decisiones.exists()
    assert Leccion.objects.count() == 2


def test_la_escritura_directa_de_una_version_vieja_levanta_el_conflicto(encargada, valparaiso):
    informe = un_informe(valparaiso)
    datos = {"informe": informe, "clave": "I.C", "producto": None, "vigente": None, "por": encargada}
    escribir(version_leida=0, texto="Uno", **datos)

    with pytest.raises(ConflictoDeTexto) as conflicto:
        escribir(version_leida=0, texto="Dos", **datos)

    assert conflicto.value.guardada.texto == "Uno"
