"""Fetches the jars that a lock file names into a local Maven repository folder and verifies each one.

Usage: fetch.py LOCK REPOSITORY. Exit 1 with one line on stderr when a jar is missing or differs from the lock.
"""
import hashlib
import json
import pathlib
import sys

from jgo.maven import MavenContext


def artifact_of(context, path):
    """The artifact that a path in Maven's layout (group/…/artifact/version/file.jar) names."""
    *group, name, version, file = path.split("/")
    classifier = file[len(f"{name}-{version}") : -len(".jar")].lstrip("-")
    component = context.project(".".join(group), name).at_version(version)
    return component.artifact(classifier=classifier) if classifier else component.artifact()


def fetch(context, path, attempts=3):
    for attempt in range(1, attempts + 1):
        try:
            return pathlib.Path(artifact_of(context, path).resolve())
        except Exception as error:  # jgo raises what its HTTP client raises
            if attempt == attempts:
                sys.exit(f"{path} could not be fetched: {error}")


def main(lock_file, repository):
    lock = json.loads(pathlib.Path(lock_file).read_text())
    context = MavenContext(repo_cache=pathlib.Path(repository))
    jars = lock["core"] + [jar for module in lock["modules"].values() for jar in module["jars"]]
    for path, digest in {jar["path"]: jar["sha256"] for jar in jars}.items():
        file = fetch(context, path)
        if hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            file.unlink()
            sys.exit(f"{path} differs from the lock: it was removed, run the command again")


main(sys.argv[1], sys.argv[2])
