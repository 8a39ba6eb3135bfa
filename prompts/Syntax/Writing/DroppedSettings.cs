using System.Globalization;

namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>A seed or a setting of a tool that this target does not take must not vanish silently.</summary>
internal static class DroppedSettings
{
    public static void Tell(Draft draft)
    {
        var prompt = draft.Prompt;
        if (prompt.Seed is { } seed && !Has(draft, seed.ToString(CultureInfo.InvariantCulture)))
        {
            draft.Drop("seed", seed.ToString(CultureInfo.InvariantCulture), DropReasons.Setting);
        }

        for (var i = 0; i < prompt.Parameters.Count; i++)
        {
            var (name, value) = prompt.Parameters[i];
            if (!draft.Target.Grammar.Carries(draft, prompt.Parameters[i]))
            {
                draft.Drop(string.Create(null, $"parameters[{i}]"), $"{name} {value}".Trim(), DropReasons.Setting);
            }
        }
    }

    private static bool Has(Draft draft, string value) =>
        draft.Parameters.Exists(parameter => parameter.Value.Equals(value, StringComparison.Ordinal));
}
