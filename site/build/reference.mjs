/** The operations of the contract as the page for developers shows them, by tag and in the contract's order. */
export function groupsOf(contract) {
  const follow = (node) =>
    node?.$ref
      ? node.$ref
          .slice(2)
          .split('/')
          .reduce((at, step) => at[step.replaceAll('~1', '/')], contract)
      : node;
  const operations = Object.entries(contract.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => ['get', 'post', 'put', 'delete'].includes(method))
      .map(([method, operation]) => ({ path, method, operation })),
  );
  return contract.tags
    .filter((tag) => !['support', 'service'].includes(tag.name))
    .map((tag) => ({
      name: tag.name,
      description: tag.description,
      operations: operations
        .filter(({ operation }) => operation.tags[0] === tag.name)
        .map((each) => view(each, follow)),
    }))
    .filter((group) => group.operations.length > 0);
}

function view({ path, method, operation }, follow) {
  const media = follow(operation.requestBody)?.content?.['application/json'];
  const body = media?.example ?? follow(Object.values(media?.examples ?? {})[0])?.value;
  const responses = Object.entries(operation.responses).map(([status, response]) => {
    const { description, content } = follow(response);
    const schema = content?.['application/problem+json']?.schema;
    const codes = (schema?.allOf ?? []).flatMap((part) => follow(part).properties?.code?.enum ?? []);
    return { status, description: description.trim(), codes };
  });
  const scoped = responses.some((response) => response.codes.includes('scope-missing'));
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    summary: operation.summary,
    description: (operation.description ?? '').trim(),
    access:
      operation.security?.length === 0
        ? 'free, without sign-in'
        : scoped
          ? 'sign-in or API token'
          : 'sign-in',
    example: body && JSON.stringify(body, null, 2),
    answers: responses,
  };
}
