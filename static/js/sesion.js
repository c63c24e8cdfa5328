// Lo escrito sin guardar vive en este navegador a lo más un día, y se borra al salir.
const PREFIJO = "mesas:borrador:";
const UN_DIA = 24 * 60 * 60 * 1000;

function claves() {
  try {
    return Object.keys(localStorage).filter((clave) => clave.startsWith(PREFIJO));
  } catch {
    return [];
  }
}

function vencido(clave) {
  try {
    return !(Date.now() - JSON.parse(localStorage.getItem(clave)).cuando < UN_DIA);
  } catch {
    return true;
  }
}

claves().filter(vencido).forEach((clave) => localStorage.removeItem(clave));

document.addEventListener("submit", (evento) => {
  if (new URL(evento.target.action, location.href).pathname === "/cuentas/salir/") {
    claves().forEach((clave) => localStorage.removeItem(clave));
  }
});
