"""El directorio de actores, la ficha de cada uno y la de una cifra declarada."""

from datetime import date

import pytest

from actores.models import Sector, Vinculo
from comun.models import Bitacora
from tests.fabricas.actores import ActorFactory, PersonaFactory, RepresentacionFactory, VinculoFactory
from tests.fabricas.comun import CifraDeclaradaFactory
from tests.fabricas.mesas import IntegranteFactory, MesaFactory

pytestmark = pytest.mark.django_db
LISTA = "/actores/"


def pagina(cliente, url):
    respuesta = cliente.get(url)
    assert respuesta.status_code == 200
    return respuesta.content.decode()


# --- Directorio ---


@pytest.mark.parametrize(
    ("filtro", "cuantos"),
    [
        ("", 2),
        ("q=juntá", 1),
        ("sector=sociedad_civil", 1),
        ("tipo=publico-regional", 2),
        ("region=05", 1),
        ("retirados=retirados", 1),
        ("retirados=todos", 3),
        ("region=99", 2),
        ("sector=x", 2),
    ],
)
def test_el_directorio_se_filtra(entrar, lectora, valparaiso, filtro, cuantos):
    ActorFactory(nombre="Junta de Ejemplo", sector=Sector.SOCIEDAD_CIVIL)
    ActorFactory(regiones=valparaiso.regiones.all())
    ActorFactory().retirar(por=None, motivo="se disolvió")

    assert entrar(lectora).get(f"{LISTA}?{filtro}").context["tabla"].total == cuantos


def test_el_directorio_no_pregunta_mas_con_mas_filas(entrar, lectora, consultas_de):
    cliente = entrar(lectora)
    ActorFactory.create_batch(3)
    pocas = consultas_de(cliente, LISTA)

    ActorFactory.create_batch(7)

    assert consultas_de(cliente, LISTA) == pocas


# --- Ficha ---


def test_la_ficha_muestra_sólo_las_mesas_que_ve_quien_mira(entrar, encargada, ajena, valparaiso):
    mesa = MesaFactory(direcciones=[valparaiso], nombre="Mesa del Estero")
    actor = IntegranteFactory(instancia=mesa.instancias.get()).actor

    assert "Mesa del Estero" in pagina(entrar(encargada), actor.get_absolute_url())
    assert "No integra ninguna mesa que puedas ver." in pagina(entrar(ajena), actor.get_absolute_url())


def test_la_ficha_nombra_a_los_representantes_de_hoy(entrar, lectora):
    actor = ActorFactory()
    RepresentacionFactory(actor=actor, persona=PersonaFactory(nombre="Vigente Ficticia"))
    RepresentacionFactory(
        actor=actor, persona=PersonaFactory(nombre="Anterior Ficticia"), vigente_hasta=date(2019, 1, 1)
    )

    texto = pagina(entrar(lectora), actor.get_absolute_url())

    assert "Vigente Ficticia" in texto
    assert "Anterior Ficticia" not in texto


def test_el_contacto_se_muestra_sólo_a_quien_puede_editar(entrar, encargada, lectora, ajena, nacional, valparaiso):
    actor = ActorFactory(regiones=valparaiso.regiones.all())
    PersonaFactory(actor=actor, correo="persona@ejemplo.cl")
    url = actor.get_absolute_url()

    assert "persona@ejemplo.cl" in pagina(entrar(encargada), url)
    for usuario in (lectora, ajena, nacional):
        assert "persona@ejemplo.cl" not in pagina(entrar(usuario), url)


def test_leer_el_contacto_de_la_comunidad_queda_en_la_bitacora(entrar, encargada, lectora, valparaiso):
    actor = ActorFactory(regiones=valparaiso.regiones.all(), sector=Sector.SOCIEDAD_CIVIL)
    persona = PersonaFactory(actor=actor, correo="persona@ejemplo.cl", sensible=True)

    pagina(entrar(lectora), actor.get_absolute_url())
    assert not Bitacora.objects.exists()

    pagina(entrar(encargada), actor.get_absolute_url())
    acto = Bitacora.objects.get()
    assert (acto.usuario, acto.codigo_objeto, acto.detalle) == (
        encargada,
        actor.codigo,
        f"contacto de {persona.codigo}",
    )


def test_los_vinculos_se_leen_desde_este_actor(entrar, lectora):
    vinculo = VinculoFactory(tipo=Vinculo.Tipo.DEPENDE_DE)

    assert "Tiene a su cargo a" in pagina(entrar(lectora), vinculo.destino.get_absolute_url())


def test_la_ficha_no_pregunta_mas_con_mas_filas(entrar, lectora, valparaiso, consultas_de):
    cliente, actor = entrar(lectora), ActorFactory(regiones=valparaiso.regiones.all())

    def agregar():
        IntegranteFactory(actor=actor, instancia=MesaFactory(direcciones=[valparaiso]).instancias.get())
        PersonaFactory(actor=actor)
        VinculoFactory(origen=actor)

    agregar()
    pocas = consultas_de(cliente, actor.get_absolute_url())
    for _ in range(7):
        agregar()

    assert consultas_de(cliente, actor.get_absolute_url()) == pocas


# --- Cifra declarada ---


def test_la_cifra_dice_su_valor_su_fuente_y_su_mesa(entrar, lectora, valparaiso):
    mesa = MesaFactory(direcciones=[valparaiso], nombre="Mesa del Estero")
    cifra = CifraDeclaradaFactory(
        ambito=mesa.codigo, valor=260, es_minimo=True, documento="Informe de ejemplo", linea=8
    )

    texto = pagina(entrar(lectora), cifra.get_absolute_url())

    for dicho in ("más de 260 personas", "Informe de ejemplo", "Mesa del Estero", mesa.get_absolute_url()):
        assert dicho in texto


@pytest.mark.parametrize(
    ("campos", "escrito"),
    [
        ({"valor": 28, "unidad": "actores"}, "28 actores"),
        ({"valor": 28, "valor_alternativo": 30, "unidad": "sesiones"}, "28 o 30 sesiones"),
        ({"valor": 88, "unidad": "porcentaje"}, "88 %"),
        ({"valor": "11783.20", "unidad": "monto", "moneda": "USD"}, "US$ 11.783,20"),
        ({"valor": 1500, "unidad": "otra"}, "1.500"),
    ],
)
def test_la_cifra_se_escribe_como_la_dice_el_documento(campos, escrito):
    cifra = CifraDeclaradaFactory(**campos)
    cifra.refresh_from_db()

    assert cifra.valor_legible == escrito


def test_la_cifra_de_un_proyecto_que_no_se_ve_no_existe(entrar, lectora, observadora):
    cifra = CifraDeclaradaFactory(ambito="P-121119")

    assert entrar(lectora).get(cifra.get_absolute_url()).status_code == 404
    assert entrar(observadora).get(cifra.get_absolute_url()).status_code == 404
