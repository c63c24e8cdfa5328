"""El admin de usuarios: se crean, cambian de rol y se desactivan; nunca se borran."""

from django.contrib.auth import get_user_model
from django.urls import reverse

from actores.models import Rol, Usuario
from tests.fabricas.actores import UsuarioFactory


def cambiar(usuario):
    return reverse("admin:actores_usuario_change", args=[usuario.pk])


def test_se_crea_un_usuario_con_rol_y_direccion(entrar, administradora, valparaiso):
    datos = {
        "username": "nueva",
        "usable_password": "true",
        "password1": "una-clave-larga-7",
        "password2": "una-clave-larga-7",
        "rol": Rol.EDITOR_REGIONAL,
        "direcciones": [valparaiso.pk],
    }

    respuesta = entrar(administradora).post(reverse("admin:actores_usuario_add"), datos)

    nueva = Usuario.objects.get(username="nueva")
    assert respuesta.status_code == 302
    assert nueva.es_editor_regional
    assert list(nueva.direcciones.all()) == [valparaiso]
    assert nueva.history.latest().history_user == administradora


def test_un_rol_regional_sin_direccion_se_rechaza_con_una_frase(entrar, administradora):
    usuario = UsuarioFactory(rol=Rol.NACIONAL)

    respuesta = entrar(administradora).post(
        cambiar(usuario), {"username": usuario.username, "rol": Rol.LECTOR_REGIONAL, "is_active": "on"}
    )

    assert "necesita al menos una dirección regional" in respuesta.content.decode()


def test_nadie_se_quita_el_rol_ni_se_desactiva_a_si_mismo(entrar, administradora):
    entrar(administradora).post(cambiar(administradora), {"username": "administradora", "rol": Rol.OBSERVADOR})

    administradora.refresh_from_db()
    assert administradora.es_administrador
    assert administradora.is_active


def test_un_usuario_se_desactiva_y_no_se_borra(entrar, administradora, encargada, valparaiso):
    cliente = entrar(administradora)

    borrado = cliente.post(reverse("admin:actores_usuario_delete", args=[encargada.pk]), {"post": "yes"})
    cliente.post(cambiar(encargada), {"username": "encargada", "rol": encargada.rol, "direcciones": [valparaiso.pk]})

    encargada.refresh_from_db()
    assert borrado.status_code == 403
    assert not encargada.is_active


def test_se_busca_y_se_filtra_por_rol_y_direccion(entrar, administradora, encargada, ajena, maule):
    lista = reverse("admin:actores_usuario_changelist")

    pagina = entrar(administradora).get(lista, {"q": "aj", "rol__exact": "editor_regional"})

    assert list(pagina.context["cl"].queryset) == [ajena]
    assert entrar(administradora).get(lista, {"direcciones__id__exact": maule.pk}).status_code == 200


def test_un_administrador_trabaja_en_el_admin_sin_ser_superusuario(administradora, encargada):
    assert not administradora.is_superuser
    assert administradora.has_perm("comun.change_cifradeclarada")
    assert not encargada.has_perm("comun.view_cifradeclarada")


def test_un_administrador_desactivado_pierde_los_permisos(administradora):
    administradora.is_active = False

    assert not administradora.has_perm("comun.view_cifradeclarada")


def test_un_superusuario_creado_por_orden_es_administrador(db):
    creada = get_user_model().objects.create_superuser("raiz")

    assert creada.es_administrador


def test_ingresar_no_deja_huella_en_el_historial(encargada):
    antes = encargada.history.count()

    encargada.save(update_fields=["last_login"])

    assert encargada.history.count() == antes
