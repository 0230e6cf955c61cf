"""What a posting lets somebody be. Three administrations are kept apart: system, security, audit."""

from enum import StrEnum, auto

from baigong.core.text import Text


class Role(StrEnum):
    HANDLER = auto()
    REVIEWER = auto()
    APPROVER = auto()
    STATISTICIAN = auto()
    AUDITOR = auto()
    SYSTEM_ADMINISTRATOR = auto()
    SECURITY_ADMINISTRATOR = auto()
    AUDIT_ADMINISTRATOR = auto()
    EMPLOYER = auto()
    EVALUATION_BODY = auto()
    WORKER = auto()


TITLES: dict[Role, Text] = {
    Role.HANDLER: Text(zh="经办人", en="handler"),
    Role.REVIEWER: Text(zh="复核人", en="reviewer"),
    Role.APPROVER: Text(zh="审批人", en="approver"),
    Role.STATISTICIAN: Text(zh="统计员", en="statistician"),
    Role.AUDITOR: Text(zh="审计员", en="auditor"),
    Role.SYSTEM_ADMINISTRATOR: Text(zh="系统管理员", en="system administrator"),
    Role.SECURITY_ADMINISTRATOR: Text(zh="安全管理员", en="security administrator"),
    Role.AUDIT_ADMINISTRATOR: Text(zh="审计管理员", en="audit administrator"),
    Role.EMPLOYER: Text(zh="用人单位", en="employer"),
    Role.EVALUATION_BODY: Text(zh="评价机构", en="evaluation body"),
    Role.WORKER: Text(zh="劳动者", en="worker"),
}
OF_AN_OFFICE = frozenset(
    {
        Role.HANDLER,
        Role.REVIEWER,
        Role.APPROVER,
        Role.STATISTICIAN,
        Role.AUDITOR,
        Role.SYSTEM_ADMINISTRATOR,
        Role.SECURITY_ADMINISTRATOR,
        Role.AUDIT_ADMINISTRATOR,
    }
)
OF_ORGANISATIONS = frozenset({Role.EMPLOYER, Role.EVALUATION_BODY})
WATCHERS = frozenset({Role.AUDITOR, Role.AUDIT_ADMINISTRATOR})
OFFICERS = frozenset({Role.HANDLER, Role.REVIEWER, Role.APPROVER, Role.STATISTICIAN})
# Nobody may hold two of these at once: who runs the system, who gives rights, who watches both.
KEPT_APART = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR})


def roles() -> list[tuple[str, str]]:
    """For a column of the database, which need not be migrated when a role is added."""
    return [(role.value, TITLES[role].en) for role in Role]
