using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.IntegrationTests.Http.OpenApi;

/// <summary>Is an answer one that the contract tells: its status, headers, type and body, with no member that is not told.</summary>
internal sealed class AnswerCheck
{
    private readonly Contract exact;

    public AnswerCheck(Contract contract)
    {
        var root = contract.Root.DeepClone().AsObject();
        Close(root["components"]!, Contract.Of(root));
        Close(root["paths"]!, Contract.Of(root));
        exact = Contract.Of(root);
    }

    public IEnumerable<string> Mistakes(ContractOperation operation, HttpResponseMessage answer, byte[] body)
    {
        var status = ((int)answer.StatusCode).ToString(provider: null);
        if (!exact.Operation(operation.Id).Responses.TryGetValue(status, out var told))
        {
            return [$"{operation}: {status} is not told: {Encoding.UTF8.GetString(body)}"];
        }

        return HeaderMistakes(told, answer)
            .Concat(BodyMistakes(told, answer, body))
            .Select(mistake => $"{operation} {status}: {mistake}");
    }

    private IEnumerable<string> HeaderMistakes(JsonObject told, HttpResponseMessage answer)
    {
        foreach (var (name, header) in told["headers"]?.AsObject() ?? [])
        {
            var rules = exact.Follow(header!);
            var values =
                answer.Headers.TryGetValues(name, out var plain) ? plain
                : answer.Content.Headers.TryGetValues(name, out var content) ? content
                : null;
            if (values is null)
            {
                if (rules["required"]?.GetValue<bool>() == true)
                {
                    yield return $"the header {name} is missing";
                }

                continue;
            }

            var text = string.Join(", ", values);
            var isNumber = rules["schema"]!["type"]!.GetValue<string>() == "integer";
            var value = isNumber ? JsonNode.Parse(text) : JsonValue.Create(text);
            foreach (var mistake in JsonSchemaCheck.Mistakes(exact.Root, rules["schema"]!.AsObject(), value))
            {
                yield return $"the header {name}: {mistake}";
            }
        }
    }

    private IEnumerable<string> BodyMistakes(JsonObject told, HttpResponseMessage answer, byte[] body)
    {
        var contents = told["content"]?.AsObject() ?? [];
        if (contents.Count == 0)
        {
            return body.Length == 0 ? [] : ["a body is not told"];
        }

        var type = answer.Content.Headers.ContentType?.MediaType ?? "nothing";
        if (!contents.TryGetPropertyValue(type, out var media))
        {
            return [$"{type} is not told"];
        }

        if (
            media?["schema"] is not JsonObject schema
            || !type.EndsWith("json", StringComparison.Ordinal)
            || type.Contains("ndjson", StringComparison.Ordinal)
        )
        {
            return [];
        }

        try
        {
            return JsonSchemaCheck.Mistakes(exact.Root, schema, JsonNode.Parse(body));
        }
        catch (JsonException)
        {
            return ["the body is no JSON"];
        }
    }

    /// <summary>
    /// An object takes what it names and no more, unless it says otherwise; parts of a whole are joined for that. Clients
    /// must pass over what they do not know, but here it would be something that nobody described.
    /// </summary>
    private static void Close(JsonNode node, Contract contract)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list.OfType<JsonNode>().ToList())
            {
                Close(item, contract);
            }
        }

        if (node is not JsonObject map)
        {
            return;
        }

        if (map["allOf"] is JsonArray parts && parts.Any(part => part!["properties"] is not null))
        {
            var whole = new JsonObject { ["properties"] = new JsonObject() };
            foreach (var part in parts.Select(part => contract.Follow(part!)))
            {
                foreach (var (name, value) in part.Where(m => m.Key != "properties"))
                {
                    whole[name] = value?.DeepClone();
                }

                foreach (var (name, value) in part["properties"]?.AsObject() ?? [])
                {
                    whole["properties"]![name] = value?.DeepClone();
                }
            }

            map.Clear();
            foreach (var (name, value) in whole)
            {
                map[name] = value?.DeepClone();
            }
        }

        foreach (
            var child in map.Where(m => m.Key is not ("example" or "examples"))
                .Select(m => m.Value)
                .OfType<JsonNode>()
                .ToList()
        )
        {
            Close(child, contract);
        }

        if (map["properties"] is JsonObject && map["required"] is JsonArray or null && map["type"] is not null)
        {
            map.TryAdd("additionalProperties", JsonValue.Create(false));
        }
    }
}
