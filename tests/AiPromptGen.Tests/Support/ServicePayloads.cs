namespace AiPromptGen.Tests.Support;

/// <summary>An answer as a service sends it, and how the program must read it.</summary>
/// <param name="End">The expected result: a refusal with its stage and categories, or the name of the result's class.</param>
internal sealed record ServicePayload(string Name, int Status, string Json, string End)
{
    private const string Violence = """{"violence":{"filtered":true,"severity":"high"}}""";

    public string Body => Json.Replace("@violence", Violence, StringComparison.Ordinal);
}

/// <summary>
/// What services and gateways send when a request fails, whether the fault is the request's, ours or theirs. Sources: OpenAI's and
/// Azure's error pages; LiteLLM, "Exception mapping"; OpenRouter, "Errors and debugging"; Gemini's FinishReason.
/// </summary>
internal static class ServicePayloads
{
    /// <summary>
    /// JSON with half of a surrogate pair, which cannot be read as a text. A message that was cut off within a character ends so.
    /// </summary>
    public static readonly ServicePayload[] HalfSigns =
    [
        new(
            "a refusal with half a sign in its message",
            400,
            """{"error":{"code":"content_filter","message":"\ud83d was filtered"}}""",
            "refused input unspecified"
        ),
        new(
            "half a sign in the only words that refuse",
            403,
            """{"error":"Content violates usage guidelines \ud83d"}""",
            "refused input unspecified"
        ),
    ];

    public static readonly ServicePayload[] Errors =
    [
        new(
            "OpenAI's usage policy",
            400,
            """{"error":{"message":"Invalid prompt: your prompt was flagged.","type":"invalid_request_error","param":null,"code":"invalid_prompt"}}""",
            "refused input unspecified"
        ),
        new(
            "LiteLLM with what Azure said",
            400,
            """{"error":{"message":"litellm.BadRequestError: AzureException - The response was filtered","type":null,"param":null,"code":"400","provider_specific_fields":{"innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":@violence}}}}""",
            "refused input violence"
        ),
        new(
            "LiteLLM with the name of its error alone",
            400,
            """{"error":{"message":"litellm.ContentPolicyViolationError: litellm.BadRequestError: AzureException","type":"invalid_request_error","param":null,"code":"400"}}""",
            "refused input unspecified"
        ),
        new(
            "OpenRouter's moderation",
            403,
            """{"error":{"code":403,"message":"Your chosen model requires moderation and your input was flagged","metadata":{"reasons":["violence/graphic"],"flagged_input":"a fox","provider_name":"OpenAI","model_slug":"m"}}}""",
            "refused input violence"
        ),
        new(
            "OpenRouter with the body of the service behind it",
            400,
            """{"error":{"code":400,"message":"Provider returned error","metadata":{"raw":"{\"error\":{\"code\":\"content_filter\",\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\",\"content_filter_result\":{\"sexual\":{\"filtered\":true}}}}}","provider_name":"Azure"}}}""",
            "refused input sexual"
        ),
        new(
            "gpt-image with its categories in the message alone",
            400,
            """{"error":{"message":"Your request was rejected by the safety system. safety_violations=[violence, sexual/minors].","type":"image_generation_user_error","param":null,"code":"moderation_blocked"}}""",
            "refused input sexual-minors,violence"
        ),
        new(
            "gpt-image of the picture, with parts of categories",
            400,
            """{"error":{"code":"moderation_blocked","moderation_details":{"moderation_stage":"output","categories":["violence/graphic","self-harm/intent"]}}}""",
            "refused output self-harm,violence"
        ),
        new(
            "xAI, a sentence in place of the error",
            403,
            """{"code":"The caller does not have permission to execute the specified operation","error":"Content violates usage guidelines. Team: t, API key ID: k, Model: m, Failed check: SAFETY_CHECK_TYPE_BIO"}""",
            "refused input other"
        ),
        new(
            "xAI, newer and without a check",
            403,
            """{"code":"permission-denied","error":"Content violates usage guidelines. "}""",
            "refused input unspecified"
        ),
        new(
            "Azure API Management's policy",
            403,
            """{"statusCode":403,"message":"Request failed content safety check."}""",
            "refused input unspecified"
        ),
        new(
            "OpenRouter's moderation without a reason",
            403,
            """{"error":{"code":403,"message":"Forbidden","metadata":{"reasons":[],"flagged_input":"a fox"}}}""",
            "refused input unspecified"
        ),
        new(
            "DeepSeek",
            400,
            """{"error":{"message":"Content Exists Risk","type":"invalid_request_error","param":null,"code":"invalid_request_error"}}""",
            "refused input unspecified"
        ),
        new("DeepSeek's older one", 400, """{"detail":"Content Exists Risk"}""", "refused input unspecified"),
        new(
            "Alibaba",
            400,
            """{"error":{"code":"data_inspection_failed","param":null,"message":"Input data may contain inappropriate content.","type":"data_inspection_failed"},"id":"chatcmpl-1"}""",
            "refused input unspecified"
        ),
        new(
            "Alibaba in a gateway's message",
            400,
            """{"error":{"message":"<400> InternalError.Algo.DataInspectionFailed: Input text data may contain inappropriate content.","type":"invalid_request_error"}}""",
            "refused input unspecified"
        ),
        new(
            "LiteLLM with the body of the service behind it in its message",
            400,
            """{"error":{"message":"litellm.BadRequestError: OpenAIException - {'error': {'message': 'x', 'type': 'image_generation_user_error', 'code': 'moderation_blocked'}}","type":null,"param":null,"code":"400"}}""",
            "refused input unspecified"
        ),
        new(
            "OpenRouter with the body of the service behind it as it is",
            400,
            """{"error":{"code":400,"message":"Provider returned error","metadata":{"raw":{"error":{"code":"content_filter","innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"sexual":{"filtered":true}}}}}}}}""",
            "refused input sexual"
        ),
        new(
            "a resource that Azure has blocked",
            403,
            """{"error":{"message":"Your resource has been temporarily blocked because we detected behavior that may violate our content safety policy."}}""",
            "misconfigured"
        ),
        new("a key that may not use it", 403, """{"error":"Access to the chat endpoint is denied"}""", "misconfigured"),
        new("LiteLLM's budget", 400, """{"error":{"type":"budget_exceeded","code":"400"}}""", "misconfigured"),
        new(
            "Gemini's list",
            400,
            """[{"error":{"code":400,"message":"Unknown name","status":"INVALID_ARGUMENT"}}]""",
            "notthisrequest"
        ),
        new(
            "an unknown parameter",
            400,
            """{"error":{"code":"unsupported_parameter","param":"seed"}}""",
            "notthisrequest"
        ),
        new("too long a context", 400, """{"error":{"code":"context_length_exceeded"}}""", "notthisrequest"),
        new("a size that is none", 400, """{"error":{"code":"invalid_value","param":"size"}}""", "notthisrequest"),
        new("a conflict", 409, """{"error":{"code":"conflict"}}""", "transient"),
        new(
            "a used-up quota in the type",
            429,
            """{"error":{"type":"insufficient_quota","code":null}}""",
            "misconfigured"
        ),
        new("a used-up budget", 400, """{"error":{"code":"billing_hard_limit_reached"}}""", "misconfigured"),
        new(
            "no credits at the gateway",
            402,
            """{"error":{"code":402,"message":"Insufficient credits"}}""",
            "misconfigured"
        ),
        new("a key that may not", 403, """{"error":{"code":403,"message":"Forbidden"}}""", "misconfigured"),
        new(
            "an error in a success",
            200,
            """{"error":{"code":503,"message":"Provider returned error"}}""",
            "transient"
        ),
        new(
            "a refusal in a success",
            200,
            """{"error":{"code":403,"metadata":{"reasons":["hate"]}}}""",
            "refused input hate"
        ),
        new("a used-up quota in a success", 200, """{"error":{"code":402,"message":"x"}}""", "misconfigured"),
        new(
            "too many requests in a success, in words",
            200,
            """{"error":{"type":"invalid_request_error","code":"rate_limit_exceeded"}}""",
            "transient"
        ),
        new("Anthropic's overload in a success", 200, """{"error":{"type":"overloaded_error"}}""", "transient"),
        new(
            "Google's quota in a success",
            200,
            """{"error":{"message":"x","status":"RESOURCE_EXHAUSTED"}}""",
            "transient"
        ),
        new(
            "a wrong key in a success, in words",
            200,
            """{"error":{"type":"authentication_error"}}""",
            "misconfigured"
        ),
        new(
            "a wrong request in a success, in words",
            200,
            """{"error":{"type":"invalid_request_error"}}""",
            "notthisrequest"
        ),
    ];
}
