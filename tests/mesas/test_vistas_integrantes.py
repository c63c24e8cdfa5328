"""La tabla de integrantes de una instancia y lo que se pega desde Excel."""

from datetime import date

import pytest
from django.urls import reverse

from mesas.models import Integrante
from tests.fabricas.actores import ActorFactory, PersonaFactory, TipoActorFactory
from tests.fabricas.mesas import IntegranteFactory, MesaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def instancia(valparaiso):
    return MesaFactory(direcciones=[valparaiso], nombre="Mesa del Estero").instancias.get()


def tabla(instancia):
    return reverse("integrantes_editar", args=[instancia.codigo])


def pegar(instancia):
    return reverse("integrantes_pegar", args=[instancia.codigo])


def filas(prefijo, *datos):
    enviado = {f"{prefijo}-TOTAL_FORMS": len(datos), f"{prefijo}-INITIAL_FORMS": 0}
    for numero, fila in enumerate(datos):
        enviado |= {f"{prefijo}-{numero}-{nombre}": valor for nombre, valor in fila.items()}
    return enviado


def de(*integrantes, **cambios):
    """Lo que manda la tabla por los que ya son parte, con cambios en el primero."""
    enviado = {"integrantes-TOTAL_FORMS": len(integrantes), "integrantes-INITIAL_FORMS": len(integrantes)}
    for numero, i in enumerate(integrantes):
        fila = {"id": i.pk, "instancia": i.instancia_id, "calidad": i.calidad, "rol": i.rol, "vigente_desde": ""}
        fila |= {"vigente_hasta": "", "version_leida": i.version, **(cambios if numero == 0 else {})}
        enviado |= {f"integrantes-{numero}-{nombre}": valor for nombre, valor in fila.items()}
    return enviado


SIN_NUEVOS = filas("nuevos")


# --- La tabla ---


def test_se_cambia_en_su_lugar_y_solo_se_escribe_lo_que_cambio(entrar, encargada, instancia):
    uno, otro = IntegranteFactory(instancia=instancia), IntegranteFactory(instancia=instancia)

    entrar(encargada).post(tabla(instancia), de(uno, otro, rol="preside") | SIN_NUEVOS)

    uno.refresh_from_db(), otro.refresh_from_db()
    assert (uno.rol, uno.version, otro.version) == ("preside", 2, 1)


def test_dejar_de_ser_parte_pide_la_razon(entrar, encargada, instancia):
    uno, cliente = IntegranteFactory(instancia=instancia), entrar(encargada)
    datos = de(uno, vigente_hasta="31-10-2026")

    respuesta = cliente.post(tabla(instancia), datos | SIN_NUEVOS)
    assert "Di por qué deja de ser parte." in respuesta.content.decode()
    assert "31-10-2026" in respuesta.content.decode()

    cliente.post(tabla(instancia), datos | SIN_NUEVOS | {"integrantes-0-porque": "Cambió de región"})
    uno.refresh_from_db()
    assert uno.vigente_hasta == date(2026, 10, 31)
    assert uno.history.first().history_change_reason == "Cambió de región"


def test_se_agregan_por_cualquiera_de_sus_nombres(entrar, encargada, instancia):
    actor = ActorFactory(nombre="Servicio de Vivienda", sigla="SERVIU")
    nueva = {"institucion": "serviu", "persona": "Ana Modelo", "cargo": "Jefa", "calidad": "suplente"}

    entrar(encargada).post(tabla(instancia), de() | filas("nuevos", nueva, {"calidad": "titular"}))

    integrante = Integrante.objects.get()
    assert (integrante.actor, integrante.calidad, integrante.persona.nombre) == (actor, "suplente", "Ana Modelo")


def test_todo_o_nada_tambien_entre_lo_que_cambia_y_lo_que_se_agrega(entrar, encargada, instancia):
    uno = IntegranteFactory(instancia=instancia)
    repetido = {"institucion": uno.actor.nombre, "calidad": "titular"}

    respuesta = entrar(encargada).post(tabla(instancia), de(uno, rol="preside") | filas("nuevos", repetido))

    uno.refresh_from_db()
    assert "ya está en" in respuesta.content.decode()
    assert (uno.rol, Integrante.objects.count()) == ("integrante", 1)


def test_quien_llega_segundo_a_la_misma_fila_lo_sabe(entrar, encargada, nacional, instancia):
    uno = IntegranteFactory(instancia=instancia)
    datos = de(uno, rol="preside")
    uno.rol = "gerente"
    uno.registrar(por=nacional)

    respuesta = entrar(encargada).post(tabla(instancia), datos | SIN_NUEVOS)

    uno.refresh_from_db()
    assert "gerente" in respuesta.content.decode()
    assert uno.rol == "gerente"


def test_una_fila_de_otra_instancia_no_se_toca(entrar, encargada, instancia):
    ajeno = IntegranteFactory()

    respuesta = entrar(encargada).post(tabla(instancia), de(ajeno, rol="preside") | SIN_NUEVOS)

    ajeno.refresh_from_db()
    assert respuesta.status_code == 200
    assert ajeno.rol == "integrante"


def test_pedir_mas_filas_no_guarda_ni_pierde(entrar, encargada, instancia):
    ActorFactory(nombre="Serviu")
    datos = de() | filas("nuevos", {"institucion": "Serviu", "persona": "Ana"}) | {"mas": "1"}

    respuesta = entrar(encargada).post(tabla(instancia), datos)

    assert len(respuesta.context["nuevos"].forms) == 4
    assert 'value="Serviu"' in respuesta.content.decode()
    assert not Integrante.objects.exists()


def test_quien_ya_termino_no_se_ofrece(entrar, encargada, instancia):
    IntegranteFactory(instancia=instancia, actor=ActorFactory(nombre="El que se fue"), vigente_hasta=date(2020, 1, 1))

    assert "El que se fue" not in entrar(encargada).get(tabla(instancia)).content.decode()


@pytest.mark.parametrize("direccion", [tabla, pegar])
def test_las_paginas_no_preguntan_mas_con_mas_filas(entrar, encargada, instancia, consultas_de, direccion):
    cliente = entrar(encargada)
    IntegranteFactory(instancia=instancia, persona=PersonaFactory())
    pocas = consultas_de(cliente, direccion(instancia))

    for _ in range(10):
        IntegranteFactory(instancia=instancia, persona=PersonaFactory())

    assert consultas_de(cliente, direccion(instancia)) == pocas


# --- Pegar ---


PEGADO = "Institución\tPersona\tCargo\tCalidad\tDesde\n{}"


def test_primero_se_revisa_y_nada_se_guarda(entrar, encargada, instancia):
    ActorFactory(nombre="Servicio de Vivienda", sigla="SERVIU")
    texto = PEGADO.format("Serviu\tAna Modelo\tJefa\tTitular\t01-03-2026\nJunta Nueva\tLuis\t\toyente\tayer")

    respuesta = entrar(encargada).post(pegar(instancia), {"texto": texto, "revisar": "1"})

    pagina = respuesta.content.decode()
    assert [sorted(fila.errors) for fila in respuesta.context["filas"]] == [[], ["calidad", "desde", "tipo"]]
    assert "Servicio de Vivienda (SERVIU)" in pagina
    assert 'value="ayer"' in pagina
    assert not Integrante.objects.exists()


def test_confirmado_se_anota_a_todos(entrar, encargada, instancia):
    ActorFactory(nombre="Serviu")
    TipoActorFactory(clave="municipal")
    nueva = {"institucion": "Municipalidad Nueva", "reconocida": "Municipalidad Nueva", "actor": "nueva"}
    nueva |= {"tipo": "municipal", "ambito": "comunal", "calidad": "titular"}
    fuera = {"institucion": "", "persona": "La que no va", "calidad": "titular", "DELETE": "on"}
    datos = filas("filas", {"institucion": "Serviu", "calidad": "titular", "desde": "01-03-2026"}, nueva, fuera)

    respuesta = entrar(encargada).post(pegar(instancia), datos)

    assert respuesta.status_code == 302
    assert sorted(i.actor.nombre for i in Integrante.objects.all()) == ["Municipalidad Nueva", "Serviu"]
    assert Integrante.objects.get(actor__nombre="Serviu").vigente_desde == date(2026, 3, 1)


def test_si_una_fila_falla_no_se_anota_ninguna_y_no_se_pierde_nada(entrar, encargada, instancia):
    uno = IntegranteFactory(instancia=instancia)
    ActorFactory(nombre="Serviu")
    datos = filas(
        "filas", {"institucion": "Serviu", "persona": "Ana"}, {"institucion": uno.actor.nombre, "persona": ""}
    )

    respuesta = entrar(encargada).post(pegar(instancia), datos)

    pagina = respuesta.content.decode()
    assert "ya está en" in pagina
    assert 'value="Ana"' in pagina
    assert Integrante.objects.count() == 1


@pytest.mark.parametrize(
    ("texto", "dice"),
    [("", "obligatorio"), ("Institución\tPersona", "ninguna fila"), ("Una institución\n" * 61, "61 filas")],
)
def test_lo_que_no_se_puede_leer_se_dice(entrar, encargada, instancia, texto, dice):
    respuesta = entrar(encargada).post(pegar(instancia), {"texto": texto, "revisar": "1"})

    assert dice in str(respuesta.context["form"].errors)


def test_lo_pegado_no_se_interpreta_como_html(entrar, encargada, instancia):
    malicia = "<script>alert(1)</script>"

    respuesta = entrar(encargada).post(pegar(instancia), {"texto": f"{malicia}\t{malicia}", "revisar": "1"})

    assert malicia not in respuesta.content.decode()


def test_un_envio_torcido_no_bota_la_pagina(entrar, encargada, instancia):
    cliente = entrar(encargada)

    for datos in ({}, {"filas-TOTAL_FORMS": "x"}, {"filas-TOTAL_FORMS": "99999", "filas-INITIAL_FORMS": "0"}):
        assert cliente.post(pegar(instancia), datos).status_code == 200
        assert cliente.post(tabla(instancia), datos).status_code == 200
        assert cliente.post(tabla(instancia), {**datos, "mas": "1"}).status_code == 200
    assert cliente.post(pegar(instancia), {"texto": "a\0b", "revisar": "1"}).status_code == 200
    assert cliente.post(pegar(instancia), filas("filas", {"institucion": "a\0b"})).status_code == 200


def test_lo_elegido_de_la_lista_se_reconoce_por_su_codigo(entrar, encargada, instancia):
    ActorFactory(nombre="Junta de vecinos")
    tocaya = ActorFactory(nombre="Junta de vecinos")
    elegida = {"institucion": f"Junta de vecinos · {tocaya.codigo}", "calidad": "titular"}

    respuesta = entrar(encargada).post(tabla(instancia), de() | filas("nuevos", elegida))

    assert respuesta.status_code == 302
    assert instancia.integrantes.get().actor == tocaya


def test_cada_fila_nueva_ofrece_el_directorio_tambien_las_que_se_agregan(entrar, encargada, instancia):
    cliente = entrar(encargada)

    pagina = cliente.get(tabla(instancia)).text
    con_mas = cliente.post(tabla(instancia), de() | filas("nuevos", {}, {}, {}) | {"mas": "1"}).text

    assert pagina.count('data-elegir="/buscar/actor.json"') == 3
    assert con_mas.count('data-elegir="/buscar/actor.json"') == 6
    assert pagina.count("js/elegir.js") == con_mas.count("js/elegir.js") == 1
