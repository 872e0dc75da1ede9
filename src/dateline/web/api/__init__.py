"""The JSON API: everything that the pages do."""

from fastapi import APIRouter

from dateline.web.api import changing, looking

router = APIRouter(prefix="/api")
router.include_router(looking.router)
router.include_router(changing.router)

__all__ = ["router"]
