using System.Text.Json.Nodes;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.Tests.Platform;

/// <summary>
/// Finds changes that break a client made for the published contract. Additions do not: new operations, optional members and parameters,
/// members of answers, statuses of failures and problem codes.
/// </summary>
internal static class ContractBreaks
{
    private static readonly string[] Prose =
    [
        "description",
        "summary",
        "example",
        "examples",
        "title",
        "tags",
        "contact",
    ];

    public static IReadOnlyList<string> Between(Contract published, Contract present)
    {
        var schemas = new SchemaBreaks(published, present);
        return
        [
            .. published
                .Operations.SelectMany(was =>
                    present.Operations.FirstOrDefault(o => o.Method == was.Method && o.Path == was.Path) is { } now
                        ? Of(was, now, schemas)
                        : [$"{was} is gone"]
                )
                .Distinct(),
        ];
    }

    /// <summary>What clients depend on: the document without its prose.</summary>
    public static JsonObject Essence(Contract contract) => Bare(contract.Root)!.AsObject();

    public static int Major(Contract contract) =>
        int.Parse(contract.Root["info"]!["version"]!.GetValue<string>().Split('.')[0], provider: null);

    private static IEnumerable<string> Of(ContractOperation was, ContractOperation now, SchemaBreaks schemas)
    {
        if (was.Id != now.Id)
        {
            yield return $"{was}: operationId was {was.Id} and is {now.Id}";
        }

        if (was.IsAnonymous && !now.IsAnonymous)
        {
            yield return $"{was}: needs a token now";
        }

        foreach (
            var broken in Parameters(was, now, schemas)
                .Concat(Bodies(was, now, schemas))
                .Concat(was.Responses.SelectMany(r => Response(was, r.Key, r.Value, now, schemas)))
        )
        {
            yield return broken;
        }

        foreach (var status in now.Responses.Keys.Except(was.Responses.Keys).Where(s => s[0] is '2' or '3'))
        {
            yield return $"{was}: answers with {status} now";
        }
    }

    private static IEnumerable<string> Parameters(ContractOperation was, ContractOperation now, SchemaBreaks schemas)
    {
        foreach (var parameter in was.Parameters)
        {
            var at = $"{was} {Name(parameter)}";
            if (now.Parameters.FirstOrDefault(p => Name(p) == Name(parameter)) is not { } kept)
            {
                yield return $"{at} is gone";
                continue;
            }

            foreach (var broken in schemas.Of(parameter["schema"], kept["schema"], Direction.Request, at))
            {
                yield return broken;
            }
        }

        foreach (var parameter in now.Parameters.Where(IsRequired))
        {
            if (!was.Parameters.Any(p => Name(p) == Name(parameter) && IsRequired(p)))
            {
                yield return $"{was} {Name(parameter)} must be sent now";
            }
        }
    }

    private static IEnumerable<string> Bodies(ContractOperation was, ContractOperation now, SchemaBreaks schemas)
    {
        if (now.Body is { } body && IsRequired(body) && (was.Body is null || !IsRequired(was.Body)))
        {
            yield return $"{was}: a body must be sent now";
        }

        foreach (var (type, media) in Contents(was.Body))
        {
            if (!Contents(now.Body).ContainsKey(type))
            {
                yield return $"{was}: takes no {type} any more";
                continue;
            }

            var kept = Contents(now.Body)[type]?["schema"];
            foreach (var broken in schemas.Of(media?["schema"], kept, Direction.Request, $"{was} body"))
            {
                yield return broken;
            }
        }
    }

    private static IEnumerable<string> Response(
        ContractOperation operation,
        string status,
        JsonObject was,
        ContractOperation present,
        SchemaBreaks schemas
    )
    {
        var at = $"{operation} {status}";
        if (!present.Responses.TryGetValue(status, out var now))
        {
            yield return $"{at} is gone";
            yield break;
        }

        foreach (var (name, header) in was["headers"]?.AsObject() ?? [])
        {
            var kept = now["headers"]?[name];
            if (
                kept is null
                || (IsRequired(operation.Contract.Follow(header!)) && !IsRequired(present.Contract.Follow(kept)))
            )
            {
                yield return $"{at}: the header {name} is not there, or not always, any more";
            }
        }

        foreach (var (type, media) in Contents(was))
        {
            if (!Contents(now).ContainsKey(type))
            {
                yield return $"{at}: is no {type} any more";
                continue;
            }

            foreach (var broken in schemas.Of(media?["schema"], Contents(now)[type]?["schema"], Direction.Answer, at))
            {
                yield return broken;
            }
        }
    }

    private static JsonObject Contents(JsonObject? body) => body?["content"]?.AsObject() ?? [];

    private static string Name(JsonObject parameter) => $"{parameter["in"]}:{parameter["name"]}";

    private static bool IsRequired(JsonObject node) => node["required"]?.GetValue<bool>() == true;

    private static JsonNode? Bare(JsonNode? node, bool isNames = false) =>
        node switch
        {
            JsonObject map => new JsonObject(
                map.Where(m => isNames || !Prose.Contains(m.Key, StringComparer.Ordinal))
                    .Select(m => KeyValuePair.Create(m.Key, Bare(m.Value, m.Key is "properties" or "schemas")))
            ),
            JsonArray list => new JsonArray([.. list.Select(item => Bare(item))]),
            _ => node?.DeepClone(),
        };
}
